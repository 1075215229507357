// Life of a key: create, describe, list, update, enable, disable, schedule and cancel deletion, rotate.
import assert from 'node:assert/strict'
import {
  KeyType, Status, assertInstant, conflict, days, decrypt, describeKey, encrypt, invalid, kms, makeKey, nobody, notFound, operation, succeeds
} from './harness.mjs'

operation('createKey', async check => {
  await check('answers an id of 16 lower-case letters and digits', async () => {
    const result = await succeeds(kms.createKey({ keyCfg: { keyDescCfg: { keyName: 'first', keyDesc: 'd' } } }))
    assert.match(result.keyId, /^[a-z0-9]{16}$/)
  })
  for (const [name, keyType] of Object.entries(KeyType).filter(([, type]) => type !== KeyType.reserved)) {
    await check(`makes ${name}, enabled`, async () => {
      const info = await describeKey(await makeKey(keyType))
      assert.equal(info.keyType, keyType)
      assert.equal(info.keyStatus, Status.enabled)
    })
  }
  await check('takes missing names and a rotation', async () => {
    const keyRotateCfg = { autoRotate: true, rotationCycle: 30 }
    const { keyId } = await succeeds(kms.createKey({ keyCfg: { keyDescCfg: {}, keyRotateCfg } }))
    const info = await describeKey(keyId)
    assert.deepEqual([info.keyName, info.keyDesc, info.rotationCycle], ['', '', 30])
  })
  await check('refuses the reserved type', () => invalid(kms.createKey({ keyCfg: { keyDescCfg: { keyType: KeyType.reserved } } })))
  await check('refuses rotation without a cycle', () =>
    invalid(kms.createKey({ keyCfg: { keyDescCfg: {}, keyRotateCfg: { autoRotate: true, rotationCycle: 0 } } })))
  await check('refuses a cycle above 2560 days', () =>
    invalid(kms.createKey({ keyCfg: { keyDescCfg: {}, keyRotateCfg: { autoRotate: true, rotationCycle: 2561 } } })))
  await check('refuses rotation of RSA', () =>
    invalid(kms.createKey({ keyCfg: { keyDescCfg: { keyType: KeyType.rsa }, keyRotateCfg: { autoRotate: true, rotationCycle: 30 } } })))
  await check('refuses a name of 129 characters', () => invalid(kms.createKey({ keyCfg: { keyDescCfg: { keyName: 'x'.repeat(129) } } })))
})

operation('describeKey', async check => {
  const keyName = 'Schlüssel 中文 🔑'
  const keyDesc = 'line 1\nline 2\t<&> "quoted" \\ /'
  const keyId = await makeKey(KeyType.aes, keyName, keyDesc)
  await check('answers what was created', async () => {
    const info = await describeKey(keyId)
    assert.deepEqual([info.keyId, info.keyName, info.keyDesc, info.rotationCycle], [keyId, keyName, keyDesc, 0])
    assertInstant(info.createTime, Date.now())
    assert.equal(info.protection, process.env.KMS_EXPECTED_PROTECTION)
    assert.ok(!('deleteTime' in info), 'no deletion is planned')
  })
  await check('knows no other id', () => notFound(kms.describeKey({ keyId: nobody })))
})

operation('describeKeyList', async check => {
  const before = (await succeeds(kms.describeKeyList())).totalCount
  const made = []
  for (let index = 0; index < 12; index++) made.unshift(await makeKey(KeyType.aes, `listed ${index}`))
  const page = async (pageNumber, pageSize) => succeeds(kms.describeKeyList({ pageNumber, pageSize }))
  await check('pages by ten, newest first, with the exact total', async () => {
    const [first, second] = [await page(1, 10), await page(2, 10)]
    assert.deepEqual([first.totalCount, second.totalCount], [before + 12, before + 12])
    assert.deepEqual([...first.keyList, ...second.keyList].slice(0, 12).map(key => key.keyId), made)
    assert.equal(first.keyList.length, 10)
    assert.equal(first.keyList[0].keyName, 'listed 11')
    assert.equal(first.keyList[0].keyStatus, Status.enabled)
  })
  await check('has a first page of ten by default', async () => {
    assert.deepEqual(await succeeds(kms.describeKeyList()), await page(1, 10))
  })
  await check('shows a state change at once', async () => {
    await succeeds(kms.disableKey({ keyId: made[0] }))
    assert.equal((await page(1, 10)).keyList[0].keyStatus, Status.disabled)
  })
  await check('ends with an empty page', async () => {
    assert.deepEqual(await page(999_999, 100), { keyList: [], totalCount: before + 12 })
  })
  await check('refuses page sizes 9 and 101', async () => {
    await invalid(kms.describeKeyList({ pageSize: 9 }))
    await invalid(kms.describeKeyList({ pageSize: 101 }))
  })
  await check('refuses page 0', () => invalid(kms.describeKeyList({ pageNumber: 0 })))
})

operation('updateKeyDescription', async check => {
  const keyId = await makeKey(KeyType.aes, 'old', 'old description')
  const update = keyCfg => kms.updateKeyDescription({ keyId, keyCfg })
  await check('changes the name and keeps what is absent', async () => {
    assert.deepEqual(await succeeds(update({ keyDescCfg: { keyName: 'new' } })), {})
    const info = await describeKey(keyId)
    assert.deepEqual([info.keyName, info.keyDesc], ['new', 'old description'])
  })
  await check('empties what is empty and keeps what is null', async () => {
    await succeeds(update({ keyDescCfg: { keyName: null, keyDesc: '' } }))
    const info = await describeKey(keyId)
    assert.deepEqual([info.keyName, info.keyDesc], ['new', ''])
  })
  await check('switches rotation on, changes its period and switches it off', async () => {
    await succeeds(update({ keyDescCfg: {}, keyRotateCfg: { autoRotate: true, rotationCycle: 90 } }))
    assert.equal((await describeKey(keyId)).rotationCycle, 90)
    await succeeds(update({ keyDescCfg: {}, keyRotateCfg: { rotationCycle: 60 } }))
    assert.equal((await describeKey(keyId)).rotationCycle, 60)
    await succeeds(update({ keyDescCfg: {}, keyRotateCfg: { autoRotate: false } }))
    assert.equal((await describeKey(keyId)).rotationCycle, 0)
  })
  await check('refuses another type and accepts the same', async () => {
    await invalid(update({ keyDescCfg: { keyType: KeyType.rsa } }))
    await succeeds(update({ keyDescCfg: { keyType: KeyType.aes } }))
  })
  await check('knows no other id', () => notFound(kms.updateKeyDescription({ keyId: nobody, keyCfg: { keyDescCfg: {} } })))
})

operation('disableKey', async check => {
  const keyId = await makeKey(KeyType.aes)
  const blob = await encrypt(keyId, 'before')
  await check('is in force when it answers', async () => {
    assert.deepEqual(await succeeds(kms.disableKey({ keyId })), {})
    assert.equal((await describeKey(keyId)).keyStatus, Status.disabled)
    await conflict(kms.encrypt({ keyId, plaintext: 'AA==' }))
    await conflict(kms.decrypt({ keyId, ciphertextBlob: blob }))
    await conflict(kms.generateDataKey({ keyId }))
  })
  await check('may be repeated', () => succeeds(kms.disableKey({ keyId })))
  await check('knows no other id', () => notFound(kms.disableKey({ keyId: nobody })))
})

operation('enableKey', async check => {
  const keyId = await makeKey(KeyType.aes)
  const blob = await encrypt(keyId, 'before')
  await succeeds(kms.disableKey({ keyId }))
  await check('serves again when it answers', async () => {
    assert.deepEqual(await succeeds(kms.enableKey({ keyId })), {})
    assert.equal((await describeKey(keyId)).keyStatus, Status.enabled)
    assert.equal((await decrypt(keyId, blob)).toString(), 'before')
  })
  await check('may be repeated', () => succeeds(kms.enableKey({ keyId })))
  await check('knows no other id', () => notFound(kms.enableKey({ keyId: nobody })))
})

operation('scheduleKeyDeletion', async check => {
  const keyId = await makeKey(KeyType.aes)
  await check('refuses delays outside 7 to 30 days', async () => {
    await invalid(kms.scheduleKeyDeletion({ keyId, delayDays: 6 }))
    await invalid(kms.scheduleKeyDeletion({ keyId, delayDays: 31 }))
  })
  await check('answers 202 and plans the day', async () => {
    assert.deepEqual(await succeeds(kms.scheduleKeyDeletion({ keyId, delayDays: 30 }), 202), {})
    const info = await describeKey(keyId)
    assert.equal(info.keyStatus, Status.pendingDeletion)
    assertInstant(info.deleteTime, days(30))
  })
  await check('refuses use, change and a second date', async () => {
    await conflict(kms.encrypt({ keyId, plaintext: 'AA==' }))
    await conflict(kms.enableKey({ keyId }))
    await conflict(kms.disableKey({ keyId }))
    await conflict(kms.updateKeyDescription({ keyId, keyCfg: { keyDescCfg: { keyName: 'x' } } }))
    await conflict(kms.scheduleKeyDeletion({ keyId, delayDays: 7 }))
    assertInstant((await describeKey(keyId)).deleteTime, days(30))
  })
  await check('takes seven days by default, from a disabled key too', async () => {
    const other = await makeKey(KeyType.rsa)
    await succeeds(kms.disableKey({ keyId: other }))
    await succeeds(kms.scheduleKeyDeletion({ keyId: other }), 202)
    assertInstant((await describeKey(other)).deleteTime, days(7))
  })
  await check('knows no other id', () => notFound(kms.scheduleKeyDeletion({ keyId: nobody })))
})

operation('cancelKeyDeletion', async check => {
  const keyId = await makeKey(KeyType.aes)
  const blob = await encrypt(keyId, 'kept')
  await check('is refused when none is planned', () => conflict(kms.cancelKeyDeletion({ keyId })))
  await check('leaves a disabled key that can be enabled', async () => {
    await succeeds(kms.scheduleKeyDeletion({ keyId, delayDays: 7 }), 202)
    assert.deepEqual(await succeeds(kms.cancelKeyDeletion({ keyId })), {})
    const info = await describeKey(keyId)
    assert.equal(info.keyStatus, Status.disabled)
    assert.ok(!('deleteTime' in info))
    await conflict(kms.decrypt({ keyId, ciphertextBlob: blob }))
    await succeeds(kms.enableKey({ keyId }))
    assert.equal((await decrypt(keyId, blob)).toString(), 'kept')
  })
  await check('knows no other id', () => notFound(kms.cancelKeyDeletion({ keyId: nobody })))
})

operation('keyRotation', async check => {
  for (const name of ['aes', 'sm4']) {
    await check(`adds a version to ${name} and keeps the old one readable`, async () => {
      const keyId = await makeKey(KeyType[name])
      const old = await encrypt(keyId, 'old')
      assert.deepEqual(await succeeds(kms.keyRotation({ keyId })), {})
      const { keyDetail } = await succeeds(kms.describeKeyDetail({ keyId }))
      assert.deepEqual(keyDetail.keyVersionList.map(item => item.keyVersion), ['2', '1'])
      const young = await encrypt(keyId, 'young')
      assert.deepEqual([await decrypt(keyId, old), await decrypt(keyId, young)].map(String), ['old', 'young'])
    })
  }
  await check('is refused for RSA and SM3', async () => {
    await invalid(kms.keyRotation({ keyId: await makeKey(KeyType.rsa) }))
    await invalid(kms.keyRotation({ keyId: await makeKey(KeyType.sm3) }))
  })
  await check('is refused on a disabled key', async () => {
    const keyId = await makeKey(KeyType.aes)
    await succeeds(kms.disableKey({ keyId }))
    await conflict(kms.keyRotation({ keyId }))
  })
  await check('knows no other id', () => notFound(kms.keyRotation({ keyId: nobody })))
})
