// Secrets and their versions.
import assert from 'node:assert/strict'
import { Status, assertInstant, conflict, days, instant, invalid, kms, nobody, notFound, operation, succeeds } from './harness.mjs'

const hour = 3_600_000

async function makeSecret (secretData = 'value', secretTimeCfg = {}, secretName = 'node', secretDesc = '') {
  const secretCfg = { secretDescCfg: { secretName, secretDesc }, secretTimeCfg, secretData }
  return (await succeeds(kms.createSecret({ secretCfg }))).secretId
}

const read = async (secretId, version) => succeeds(kms.describeSecretVersionInfo({ secretId, version }))
const detailOf = async (secretId, paging = {}) => (await succeeds(kms.describeSecretVersionList({ secretId, ...paging }))).secretDetail
const addVersion = (secretId, secretData, secretTimeCfg = {}) => kms.createSecretVersion({ secretId, secretVersionCfg: { secretData, secretTimeCfg } })

operation('createSecret', async check => {
  await check('answers an id and keeps the data', async () => {
    const secretData = 'pa$$ <&> 中 🔑 "\\\n'
    const secretId = await makeSecret(secretData)
    assert.match(secretId, /^[a-z0-9]{16}$/)
    assert.equal((await read(secretId, '1')).secretData, secretData)
  })
  await check('takes 65536 bytes and no more', async () => {
    assert.equal((await read(await makeSecret('x'.repeat(65_536)), '1')).secretData.length, 65_536)
    await invalid(kms.createSecret({ secretCfg: { secretData: 'x'.repeat(65_537) } }))
    await invalid(kms.createSecret({ secretCfg: { secretData: '中'.repeat(21_846) } }))
  })
  await check('refuses missing data, an expiry before the start and what is no date', async () => {
    await invalid(kms.createSecret({ secretCfg: { secretDescCfg: {}, secretTimeCfg: {} } }))
    await invalid(kms.createSecret({ secretCfg: { secretData: '' } }))
    await invalid(kms.createSecret({ secretCfg: { secretData: 'x', secretTimeCfg: { startTime: instant(days(2)), expireTime: instant(days(1)) } } }))
    await invalid(kms.createSecret({ secretCfg: { secretData: 'x', secretTimeCfg: { startTime: 'tomorrow' } } }))
  })
})

operation('describeSecretList', async check => {
  const before = (await succeeds(kms.describeSecretList())).totalCount
  const made = []
  for (let index = 0; index < 12; index++) made.unshift(await makeSecret('x', {}, `listed ${index}`, 'd'))
  const page = async (pageNumber, pageSize) => succeeds(kms.describeSecretList({ pageNumber, pageSize }))
  await check('pages by ten, newest first, with the exact total', async () => {
    const [first, second] = [await page(1, 10), await page(2, 10)]
    assert.deepEqual([first.totalCount, second.totalCount], [before + 12, before + 12])
    assert.deepEqual([...first.secretList, ...second.secretList].slice(0, 12).map(secret => secret.secretId), made)
    const { secretName, secretDesc, secretStatus, createTime } = first.secretList[0]
    assert.deepEqual([secretName, secretDesc, secretStatus], ['listed 11', 'd', Status.enabled])
    assertInstant(createTime, Date.now())
  })
  await check('shows no data', async () => assert.ok(!JSON.stringify(await page(1, 100)).includes('secretData')))
  await check('ends with an empty page', async () => assert.deepEqual(await page(999_999, 100), { secretList: [], totalCount: before + 12 }))
  await check('refuses page size 101', () => invalid(kms.describeSecretList({ pageSize: 101 })))
  await check('forgets a deleted one', async () => {
    await succeeds(kms.deleteSecret({ secretId: made[0] }))
    const first = await page(1, 10)
    assert.equal(first.totalCount, before + 11)
    assert.equal(first.secretList[0].secretId, made[1])
  })
})

operation('describeSecretVersionList', async check => {
  const secretId = await makeSecret('v1', {}, 'named', 'described')
  await succeeds(addVersion(secretId, 'v2', { expireTime: instant(days(1)) }))
  await succeeds(addVersion(secretId, 'v3', { startTime: instant(days(1)) }))
  await check('describes the secret and its versions, newest first', async () => {
    const { secretInfo, secretVersionCount, secretVersionList } = await detailOf(secretId)
    assert.deepEqual([secretInfo.secretId, secretInfo.secretName, secretInfo.secretDesc, secretInfo.secretStatus],
      [secretId, 'named', 'described', Status.enabled])
    assert.equal(secretVersionCount, 3)
    assert.deepEqual(secretVersionList.map(item => [item.secretVersion, item.secretStatus, item.secretData]),
      [['3', Status.enabled, undefined], ['2', Status.enabled, 'v2'], ['1', Status.enabled, 'v1']])
    assertInstant(secretVersionList[0].startTime, days(1))
    assertInstant(secretVersionList[1].expireTime, days(1))
    assertInstant(secretVersionList[2].startTime, Date.now())
    assert.ok(!('expireTime' in secretVersionList[2]), 'never expires')
  })
  await check('pages', async () => {
    for (let version = 4; version <= 11; version++) await succeeds(addVersion(secretId, `v${version}`))
    const second = await detailOf(secretId, { pageNumber: 2, pageSize: 10 })
    assert.equal(second.secretVersionCount, 11)
    assert.deepEqual(second.secretVersionList.map(item => item.secretVersion), ['1'])
  })
  await check('shows no data of a disabled secret', async () => {
    await succeeds(kms.disableSecret({ secretId }))
    assert.ok((await detailOf(secretId)).secretVersionList.every(item => !('secretData' in item)))
  })
  await check('knows no other id', () => notFound(kms.describeSecretVersionList({ secretId: nobody })))
})

operation('updateSecret', async check => {
  const secretId = await makeSecret('x', {}, 'old', 'old description')
  const update = secretDescCfg => kms.updateSecret({ secretId, secretDescCfg })
  await check('changes what is given', async () => {
    assert.deepEqual(await succeeds(update({ secretName: 'new', secretDesc: null })), {})
    await succeeds(update({ secretDesc: '' }))
    const { secretInfo } = await detailOf(secretId)
    assert.deepEqual([secretInfo.secretName, secretInfo.secretDesc], ['new', ''])
  })
  await check('refuses a name of 129 characters', () => invalid(update({ secretName: 'x'.repeat(129) })))
  await check('knows no other id', () => notFound(kms.updateSecret({ secretId: nobody, secretDescCfg: {} })))
})

operation('disableSecret', async check => {
  const secretId = await makeSecret()
  await check('is in force when it answers', async () => {
    assert.deepEqual(await succeeds(kms.disableSecret({ secretId })), {})
    assert.equal((await detailOf(secretId)).secretInfo.secretStatus, Status.disabled)
    await conflict(kms.describeSecretVersionInfo({ secretId, version: '1' }))
    await conflict(addVersion(secretId, 'x'))
  })
  await check('may be repeated', () => succeeds(kms.disableSecret({ secretId })))
  await check('knows no other id', () => notFound(kms.disableSecret({ secretId: nobody })))
})

operation('enableSecret', async check => {
  const secretId = await makeSecret('back')
  await succeeds(kms.disableSecret({ secretId }))
  await check('serves again when it answers', async () => {
    assert.deepEqual(await succeeds(kms.enableSecret({ secretId })), {})
    assert.equal((await read(secretId, '1')).secretData, 'back')
  })
  await check('may be repeated', () => succeeds(kms.enableSecret({ secretId })))
  await check('knows no other id', () => notFound(kms.enableSecret({ secretId: nobody })))
})

operation('deleteSecret', async check => {
  const secretId = await makeSecret()
  await check('is immediate and final', async () => {
    assert.deepEqual(await succeeds(kms.deleteSecret({ secretId })), {})
    await notFound(kms.describeSecretVersionInfo({ secretId, version: '1' }))
    await notFound(kms.describeSecretVersionList({ secretId }))
    await notFound(kms.enableSecret({ secretId }))
    await notFound(kms.deleteSecret({ secretId }))
  })
  await check('knows no other id', () => notFound(kms.deleteSecret({ secretId: nobody })))
})

operation('createSecretVersion', async check => {
  const secretId = await makeSecret('one')
  await check('adds the next number and keeps the old', async () => {
    assert.equal((await succeeds(addVersion(secretId, 'two'))).secretVersion, '2')
    assert.deepEqual([(await read(secretId, '1')).secretData, (await read(secretId, '2')).secretData], ['one', 'two'])
  })
  await check('never uses a number again', async () => {
    await succeeds(kms.deleteSecretVersion({ secretId, version: '2' }))
    assert.equal((await succeeds(addVersion(secretId, 'three'))).secretVersion, '3')
  })
  await check('refuses missing data', () => invalid(addVersion(secretId, '')))
  await check('knows no other id', () => notFound(addVersion(nobody, 'x')))
})

operation('describeSecretVersionInfo', async check => {
  const [startTime, expireTime] = [instant(Date.now() - hour), instant(Date.now() + hour)]
  const secretId = await makeSecret('data', { startTime, expireTime })
  await check('answers flat and nested', async () => {
    const { secretVersionItem, ...flat } = await read(secretId, '1')
    const expected = { secretVersion: '1', secretStatus: Status.enabled, startTime, expireTime, secretData: 'data' }
    assert.deepEqual(flat, expected)
    assert.deepEqual(secretVersionItem, expected)
  })
  await check('refuses what is not active yet or expired', async () => {
    const early = await makeSecret('x', { startTime: instant(days(1)) })
    await conflict(kms.describeSecretVersionInfo({ secretId: early, version: '1' }))
    const late = await makeSecret('x', { startTime: instant(days(-2)), expireTime: instant(days(-1)) })
    await conflict(kms.describeSecretVersionInfo({ secretId: late, version: '1' }))
  })
  await check('knows no other version or id', async () => {
    for (const version of ['0', '01', '2', 'abc', '9'.repeat(30)]) await notFound(kms.describeSecretVersionInfo({ secretId, version }))
    await notFound(kms.describeSecretVersionInfo({ secretId: nobody, version: '1' }))
  })
})

operation('updateSecretVersion', async check => {
  const secretId = await makeSecret('data')
  const update = secretTimeCfg => kms.updateSecretVersion({ secretId, version: '1', secretTimeCfg })
  await check('sets, keeps and clears the times', async () => {
    const [startTime, expireTime] = [instant(Date.now() - hour), instant(Date.now() + hour)]
    assert.deepEqual(await succeeds(update({ startTime, expireTime })), {})
    await succeeds(update({ startTime: null }))
    let item = await read(secretId, '1')
    assert.deepEqual([item.startTime, item.expireTime], [startTime, expireTime])
    await succeeds(update({ expireTime: '' }))
    item = await read(secretId, '1')
    assert.equal(item.startTime, startTime)
    assert.ok(!('expireTime' in item))
  })
  await check('makes a version expire and come back', async () => {
    await succeeds(update({ startTime: instant(days(-2)), expireTime: instant(days(-1)) }))
    await conflict(kms.describeSecretVersionInfo({ secretId, version: '1' }))
    await succeeds(update({ expireTime: instant(days(1)) }))
    assert.equal((await read(secretId, '1')).secretData, 'data')
  })
  await check('refuses an expiry before the start', () => invalid(update({ startTime: instant(days(2)), expireTime: instant(days(1)) })))
  await check('knows no other version', () => notFound(kms.updateSecretVersion({ secretId, version: '2', secretTimeCfg: {} })))
})

operation('disableSecretVersion', async check => {
  const secretId = await makeSecret('one')
  await succeeds(addVersion(secretId, 'two'))
  await check('refuses that version only', async () => {
    assert.deepEqual(await succeeds(kms.disableSecretVersion({ secretId, version: '1' })), {})
    await conflict(kms.describeSecretVersionInfo({ secretId, version: '1' }))
    assert.equal((await read(secretId, '2')).secretData, 'two')
    const { secretVersionList } = await detailOf(secretId)
    assert.deepEqual(secretVersionList.map(item => [item.secretStatus, item.secretData]), [[Status.enabled, 'two'], [Status.disabled, undefined]])
  })
  await check('may be repeated', () => succeeds(kms.disableSecretVersion({ secretId, version: '1' })))
  await check('knows no other version', () => notFound(kms.disableSecretVersion({ secretId, version: '3' })))
})

operation('enableSecretVersion', async check => {
  const secretId = await makeSecret('one')
  await succeeds(kms.disableSecretVersion({ secretId, version: '1' }))
  await check('serves again', async () => {
    assert.deepEqual(await succeeds(kms.enableSecretVersion({ secretId, version: '1' })), {})
    assert.equal((await read(secretId, '1')).secretData, 'one')
  })
  await check('may be repeated', () => succeeds(kms.enableSecretVersion({ secretId, version: '1' })))
  await check('knows no other version', () => notFound(kms.enableSecretVersion({ secretId, version: '2' })))
})

operation('deleteSecretVersion', async check => {
  const secretId = await makeSecret('one')
  await succeeds(addVersion(secretId, 'two'))
  await check('is immediate and final', async () => {
    assert.deepEqual(await succeeds(kms.deleteSecretVersion({ secretId, version: '2' })), {})
    await notFound(kms.describeSecretVersionInfo({ secretId, version: '2' }))
    await notFound(kms.deleteSecretVersion({ secretId, version: '2' }))
    assert.equal((await detailOf(secretId)).secretVersionCount, 1)
  })
  await check('takes the last version too', async () => {
    await succeeds(kms.deleteSecretVersion({ secretId, version: '1' }))
    const detail = await detailOf(secretId)
    assert.deepEqual([detail.secretVersionCount, detail.secretVersionList], [0, []])
  })
})
