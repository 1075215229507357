// Drives every operation of JD Cloud's published Node SDK against a running server.
// Environment: KMS_ENDPOINT, KMS_ACCESS_KEY_ID, KMS_SECRET_ACCESS_KEY, KMS_EXPECTED_PROTECTION (software or hsm).
import assert from 'node:assert/strict'
import { operation, refused, runAll, sdkOperations } from './harness.mjs'
import { client } from './sdk.mjs'
import './keys.mjs'
import './crypto.mjs'
import './versions.mjs'
import './secrets.mjs'

operation('authentication', async check => {
  const denied = promise => refused(promise, 401, 'ACCESS_ERROR')
  await check('refuses another secret', () => denied(client({ secretAccessKey: 'wrong' }).describeKeyList()))
  await check('refuses an unknown access key', () => denied(client({ accessKeyId: 'AAAAAAAAAAAAAAAAAAAA' }).describeKeyList()))
})

const run = await runAll()
const untested = sdkOperations.filter(name => !run.includes(name))
console.log(JSON.stringify({ operation: 'coverage', check: 'every operation of the SDK was run', ok: untested.length === 0, detail: untested.join(' ') }))
console.log(JSON.stringify({ finished: true, operations: sdkOperations }))
assert.equal(sdkOperations.length, 33)
