// Checks are counted by operation and printed as JSON lines, which the .NET test reads:
//   {"operation":"encrypt","check":"...","ok":true}    {"operation":"encrypt","check":"...","ok":false,"detail":"..."}
import assert from 'node:assert/strict'
import { client } from './sdk.mjs'

export const kms = client()

/** The operations that the SDK has, read from the SDK itself. */
export const sdkOperations = Object.getOwnPropertyNames(Object.getPrototypeOf(kms)).filter(name => name !== 'constructor').sort()

const scenarios = []

/** Registers the checks of one operation. The function gets `check(name, body)`. */
export function operation (name, run) {
  scenarios.push({ name, run })
}

/** Runs everything registered, one after the other; returns the names that were run. */
export async function runAll () {
  for (const { name, run } of scenarios) {
    const report = (check, ok, detail) => console.log(JSON.stringify({ operation: name, check, ok, detail }))
    const check = async (title, body) => {
      try {
        await body()
        report(title, true)
      } catch (failure) {
        report(title, false, describe(failure))
      }
    }
    try {
      await run(check)
    } catch (failure) {
      report('arrangement', false, describe(failure))
    }
  }
  return scenarios.map(scenario => scenario.name)
}

function describe (failure) {
  return failure instanceof Error ? failure.stack : JSON.stringify({ status: failure?.responseObj?.status, ...failure, responseObj: undefined })
}

/** Calls an operation that must succeed; checks the envelope and returns `result`. */
export async function succeeds (promise, status = 200) {
  const reply = await promise
  assertEnvelope(reply, status)
  assert.ok(!('error' in reply), 'a success carries no error')
  assert.equal(typeof reply.result, 'object')
  return reply.result
}

/** Calls an operation that must be refused with this status and word. */
export async function refused (promise, status, word) {
  let reply
  try {
    reply = await promise
  } catch (failure) {
    if (failure instanceof Error) throw failure
    assertEnvelope(failure, status)
    assert.equal(failure.error.code, status)
    assert.equal(failure.error.status, word)
    assert.ok(failure.error.message.length > 0)
    assert.deepEqual(failure.error.details, [])
    assert.ok(!('result' in failure), 'a refusal carries no result')
    return
  }
  assert.fail(`not refused: ${reply.responseObj.status}`)
}

export const invalid = promise => refused(promise, 400, 'INVALID_ARGUMENT')
export const notFound = promise => refused(promise, 404, 'NOT_FOUND')
export const conflict = promise => refused(promise, 409, 'FAILED_PRECONDITION')

function assertEnvelope (reply, status) {
  const { headers, status: actual } = reply.responseObj
  assert.equal(actual, status, JSON.stringify(reply.error))
  assert.match(reply.requestId, /^[a-z0-9]{32}$/)
  assert.equal(headers.get('x-jdcloud-request-id'), reply.requestId)
  assert.equal(headers.get('content-type'), 'application/json; charset=utf-8')
  assert.equal(headers.get('cache-control'), 'no-store')
}

export const base64 = data => Buffer.from(data).toString('base64')
export const unbase64 = text => Buffer.from(text, 'base64')

/** A date as the wire writes it, near the expected instant (both clocks are this machine's). */
export function assertInstant (text, expected, toleranceSeconds = 30) {
  assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const distance = Math.abs(Date.parse(text) - expected) / 1000
  assert.ok(distance <= toleranceSeconds, `${text} is ${distance} s away`)
}

export const days = count => Date.now() + count * 86_400_000

/** An instant as text, seconds, UTC. */
export const instant = milliseconds => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')

export const KeyType = { aes: 0, rsa: 1, reserved: 2, sm3: 3, sm4: 4 }
export const Status = { enabled: 0, disabled: 1, pendingDeletion: 2 }

/** Makes a key and returns its id. */
export async function makeKey (keyType, keyName = 'node', keyDesc = '') {
  const { keyId } = await succeeds(kms.createKey({ keyCfg: { keyDescCfg: { keyName, keyDesc, keyType } } }))
  return keyId
}

export const describeKey = async keyId => (await succeeds(kms.describeKey({ keyId }))).keyInfo

export async function encrypt (keyId, data) {
  return (await succeeds(kms.encrypt({ keyId, plaintext: base64(data) }))).ciphertextBlob
}

export async function decrypt (keyId, ciphertextBlob) {
  return unbase64((await succeeds(kms.decrypt({ keyId, ciphertextBlob }))).plaintext)
}

/** A well-formed id that nobody has. */
export const nobody = 'zzzzzzzzzzzzzzzz'
