// Versions of a key.
import assert from 'node:assert/strict'
import {
  KeyType, Status, assertInstant, conflict, days, decrypt, encrypt, invalid, kms, makeKey, nobody, notFound, operation, succeeds
} from './harness.mjs'

const versionsOf = async keyId => (await succeeds(kms.describeKeyDetail({ keyId, pageSize: 100 }))).keyDetail.keyVersionList
const versionOf = async (keyId, version) => (await versionsOf(keyId)).find(item => item.keyVersion === version)

/** A key with versions 1 and 2, and a ciphertext of each. */
async function makeRotated () {
  const keyId = await makeKey(KeyType.aes)
  const old = await encrypt(keyId, 'old')
  await succeeds(kms.keyRotation({ keyId }))
  return { keyId, old, young: await encrypt(keyId, 'young') }
}

const impossible = ['0', '01', '-1', 'abc', '3', '9'.repeat(30)]

operation('describeKeyDetail', async check => {
  const keyId = await makeKey(KeyType.aes, 'detailed')
  for (let version = 2; version <= 12; version++) await succeeds(kms.keyRotation({ keyId }))
  const detail = async (pageNumber, pageSize) => (await succeeds(kms.describeKeyDetail({ keyId, pageNumber, pageSize }))).keyDetail
  await check('pages the versions, newest first by number', async () => {
    const [first, second] = [await detail(1, 10), await detail(2, 10)]
    assert.deepEqual([...first.keyVersionList, ...second.keyVersionList].map(item => item.keyVersion),
      ['12', '11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1'])
    assert.deepEqual([first.keyVersionCount, second.keyVersionCount], [12, 12])
    assert.equal(first.keyVersionList.length, 10)
  })
  await check('describes key and version', async () => {
    const { keyVersionList: [item], ...rest } = await detail(1, 10)
    assert.deepEqual([rest.keyId, rest.keyName, rest.rotationCycle], [keyId, 'detailed', 0])
    assert.equal(item.keyStatus, Status.enabled)
    assertInstant(item.createTime, Date.now())
    assert.ok(!('deleteTime' in item))
  })
  await check('ends with an empty page', async () => assert.deepEqual((await detail(3, 10)).keyVersionList, []))
  await check('refuses page size 101', () => invalid(kms.describeKeyDetail({ keyId, pageSize: 101 })))
  await check('knows no other id', () => notFound(kms.describeKeyDetail({ keyId: nobody })))
})

operation('disableKeyVersion', async check => {
  const { keyId, old, young } = await makeRotated()
  await check('refuses that version only', async () => {
    assert.deepEqual(await succeeds(kms.disableKeyVersion({ keyId, version: '1' })), {})
    assert.equal((await versionOf(keyId, '1')).keyStatus, Status.disabled)
    assert.equal((await versionOf(keyId, '2')).keyStatus, Status.enabled)
    await conflict(kms.decrypt({ keyId, ciphertextBlob: old }))
    assert.equal((await decrypt(keyId, young)).toString(), 'young')
  })
  await check('of the primary refuses encryption', async () => {
    await succeeds(kms.disableKeyVersion({ keyId, version: '2' }))
    await conflict(kms.encrypt({ keyId, plaintext: 'AA==' }))
    await conflict(kms.generateDataKey({ keyId }))
  })
  await check('may be repeated', () => succeeds(kms.disableKeyVersion({ keyId, version: '1' })))
  await check('knows no other version', async () => {
    for (const version of impossible) await notFound(kms.disableKeyVersion({ keyId, version }))
  })
})

operation('enableKeyVersion', async check => {
  const { keyId, old } = await makeRotated()
  await succeeds(kms.disableKeyVersion({ keyId, version: '1' }))
  await check('serves again', async () => {
    assert.deepEqual(await succeeds(kms.enableKeyVersion({ keyId, version: '1' })), {})
    assert.equal((await versionOf(keyId, '1')).keyStatus, Status.enabled)
    assert.equal((await decrypt(keyId, old)).toString(), 'old')
  })
  await check('may be repeated', () => succeeds(kms.enableKeyVersion({ keyId, version: '1' })))
  await check('knows no other version', async () => {
    for (const version of impossible) await notFound(kms.enableKeyVersion({ keyId, version }))
  })
})

operation('scheduleKeyVersionDeletion', async check => {
  const { keyId, old, young } = await makeRotated()
  await check('refuses delays outside 7 to 30 days', async () => {
    await invalid(kms.scheduleKeyVersionDeletion({ keyId, version: '1', delayDays: 6 }))
    await invalid(kms.scheduleKeyVersionDeletion({ keyId, version: '1', delayDays: 31 }))
  })
  await check('refuses the primary', () => conflict(kms.scheduleKeyVersionDeletion({ keyId, version: '2', delayDays: 7 })))
  await check('answers 202, plans the day and refuses that version', async () => {
    assert.deepEqual(await succeeds(kms.scheduleKeyVersionDeletion({ keyId, version: '1', delayDays: 8 }), 202), {})
    const item = await versionOf(keyId, '1')
    assert.equal(item.keyStatus, Status.pendingDeletion)
    assertInstant(item.deleteTime, days(8))
    await conflict(kms.decrypt({ keyId, ciphertextBlob: old }))
    assert.equal((await decrypt(keyId, young)).toString(), 'young')
  })
  await check('refuses a second date, enable and disable', async () => {
    await conflict(kms.scheduleKeyVersionDeletion({ keyId, version: '1', delayDays: 7 }))
    await conflict(kms.enableKeyVersion({ keyId, version: '1' }))
    await conflict(kms.disableKeyVersion({ keyId, version: '1' }))
  })
  await check('knows no other version', () => notFound(kms.scheduleKeyVersionDeletion({ keyId, version: '3' })))
})

operation('cancelKeyVersionDeletion', async check => {
  const { keyId, old } = await makeRotated()
  await check('is refused when none is planned', () => conflict(kms.cancelKeyVersionDeletion({ keyId, version: '1' })))
  await check('leaves a disabled version that can be enabled', async () => {
    await succeeds(kms.scheduleKeyVersionDeletion({ keyId, version: '1' }), 202)
    assert.deepEqual(await succeeds(kms.cancelKeyVersionDeletion({ keyId, version: '1' })), {})
    const item = await versionOf(keyId, '1')
    assert.equal(item.keyStatus, Status.disabled)
    assert.ok(!('deleteTime' in item))
    await succeeds(kms.enableKeyVersion({ keyId, version: '1' }))
    assert.equal((await decrypt(keyId, old)).toString(), 'old')
  })
  await check('knows no other version', () => notFound(kms.cancelKeyVersionDeletion({ keyId, version: '3' })))
})
