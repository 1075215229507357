// Use of a key: encrypt, decrypt, data keys, public key, sign, validate; checked against Node's own cryptography.
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { KeyType, base64, decrypt, encrypt, invalid, kms, makeKey, nobody, notFound, operation, succeeds, unbase64 } from './harness.mjs'

const publicKeyOf = async keyId => (await succeeds(kms.getPublicKey({ keyId }))).publicKeyBlob
const sign = async (keyId, data) => (await succeeds(kms.sign({ keyId, plaintext: base64(data) }))).signature
const validate = async (keyId, data, signature) => (await succeeds(kms.validate({ keyId, plaintext: base64(data), signature }))).validated

operation('encrypt', async check => {
  for (const [name, type, largest] of [['aes', KeyType.aes, 4096], ['sm4', KeyType.sm4, 4096], ['rsa', KeyType.rsa, 245]]) {
    const keyId = await makeKey(type)
    await check(`${name}: takes 1 to ${largest} bytes and differs each time`, async () => {
      for (const size of [1, largest]) {
        const data = crypto.randomBytes(size)
        const [one, two] = [await encrypt(keyId, data), await encrypt(keyId, data)]
        assert.notEqual(one, two)
        assert.deepEqual(await decrypt(keyId, one), data)
        assert.deepEqual(await decrypt(keyId, two), data)
      }
    })
    await check(`${name}: refuses ${largest + 1} bytes, none, and what is not base64`, async () => {
      await invalid(kms.encrypt({ keyId, plaintext: base64(Buffer.alloc(largest + 1)) }))
      await invalid(kms.encrypt({ keyId, plaintext: '' }))
      await invalid(kms.encrypt({ keyId }))
      await invalid(kms.encrypt({ keyId, plaintext: 'A A=' }))
      await invalid(kms.encrypt({ keyId, plaintext: 'AA' }))
    })
  }
  await check('is refused for SM3', async () => invalid(kms.encrypt({ keyId: await makeKey(KeyType.sm3), plaintext: 'AA==' })))
  await check('knows no other id', () => notFound(kms.encrypt({ keyId: nobody, plaintext: 'AA==' })))
})

operation('decrypt', async check => {
  const keyId = await makeKey(KeyType.aes)
  const blob = unbase64(await encrypt(keyId, 'secret'))
  const tampered = position => { const copy = Buffer.from(blob); copy[position] ^= 1; return copy }
  await check('gives the plaintext back', async () => assert.equal((await decrypt(keyId, base64(blob))).toString(), 'secret'))
  await check('refuses a blob with any byte changed', async () => {
    for (let position = 0; position < blob.length; position += 5) {
      await invalid(kms.decrypt({ keyId, ciphertextBlob: base64(tampered(position)) }))
    }
  })
  await check('refuses a short, a longer and an empty blob', async () => {
    await invalid(kms.decrypt({ keyId, ciphertextBlob: base64(blob.subarray(0, -1)) }))
    await invalid(kms.decrypt({ keyId, ciphertextBlob: base64(Buffer.concat([blob, Buffer.alloc(1)])) }))
    await invalid(kms.decrypt({ keyId, ciphertextBlob: '' }))
  })
  await check('refuses another key\'s blob', async () => invalid(kms.decrypt({ keyId: await makeKey(KeyType.aes), ciphertextBlob: base64(blob) })))
  await check('opens what was encrypted offline with the public key', async () => {
    const rsa = await makeKey(KeyType.rsa)
    const key = { key: await publicKeyOf(rsa), padding: crypto.constants.RSA_PKCS1_PADDING }
    const offline = crypto.publicEncrypt(key, Buffer.from('offline'))
    assert.equal((await decrypt(rsa, base64(offline))).toString(), 'offline')
    await invalid(kms.decrypt({ keyId: rsa, ciphertextBlob: base64(crypto.randomBytes(255)) }))
    await invalid(kms.decrypt({ keyId: rsa, ciphertextBlob: base64(Buffer.alloc(256, 0xff)) }))
  })
  await check('knows no other id', () => notFound(kms.decrypt({ keyId: nobody, ciphertextBlob: base64(blob) })))
})

operation('generateDataKey', async check => {
  for (const name of ['aes', 'sm4']) {
    await check(`${name}: 32 fresh bytes, plain and encrypted`, async () => {
      const keyId = await makeKey(KeyType[name])
      const [one, two] = [await succeeds(kms.generateDataKey({ keyId })), await succeeds(kms.generateDataKey({ keyId }))]
      assert.equal(unbase64(one.plaintext).length, 32)
      assert.notEqual(one.plaintext, two.plaintext)
      assert.deepEqual(await decrypt(keyId, one.ciphertextBlob), unbase64(one.plaintext))
      assert.deepEqual(await decrypt(keyId, two.ciphertextBlob), unbase64(two.plaintext))
    })
  }
  await check('is refused for RSA and SM3', async () => {
    await invalid(kms.generateDataKey({ keyId: await makeKey(KeyType.rsa) }))
    await invalid(kms.generateDataKey({ keyId: await makeKey(KeyType.sm3) }))
  })
  await check('knows no other id', () => notFound(kms.generateDataKey({ keyId: nobody })))
})

operation('getPublicKey', async check => {
  await check('is SPKI PEM of 2048 bits, the same each time', async () => {
    const keyId = await makeKey(KeyType.rsa)
    const pem = await publicKeyOf(keyId)
    assert.match(pem, /^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----\n$/)
    assert.equal(crypto.createPublicKey(pem).asymmetricKeyDetails.modulusLength, 2048)
    assert.equal(await publicKeyOf(keyId), pem)
  })
  await check('is refused for AES, SM3 and SM4', async () => {
    for (const type of [KeyType.aes, KeyType.sm3, KeyType.sm4]) await invalid(kms.getPublicKey({ keyId: await makeKey(type) }))
  })
  await check('knows no other id', () => notFound(kms.getPublicKey({ keyId: nobody })))
})

operation('sign', async check => {
  await check('RSA: PKCS#1 v1.5 with SHA-256, as Node verifies', async () => {
    const keyId = await makeKey(KeyType.rsa)
    const pem = await publicKeyOf(keyId)
    for (const data of [Buffer.from('x'), crypto.randomBytes(4096)]) {
      assert.ok(crypto.verify('sha256', data, pem, unbase64(await sign(keyId, data))))
    }
  })
  await check('SM3: a MAC of 32 bytes, the same for the same data', async () => {
    const keyId = await makeKey(KeyType.sm3)
    const signature = await sign(keyId, 'data')
    assert.equal(unbase64(signature).length, 32)
    assert.equal(await sign(keyId, 'data'), signature)
    assert.notEqual(await sign(keyId, 'datb'), signature)
    assert.notEqual(await sign(await makeKey(KeyType.sm3), 'data'), signature)
  })
  await check('refuses 0 and 4097 bytes', async () => {
    const keyId = await makeKey(KeyType.sm3)
    await invalid(kms.sign({ keyId, plaintext: '' }))
    await invalid(kms.sign({ keyId, plaintext: base64(Buffer.alloc(4097)) }))
  })
  await check('is refused for AES and SM4', async () => {
    for (const type of [KeyType.aes, KeyType.sm4]) await invalid(kms.sign({ keyId: await makeKey(type), plaintext: 'AA==' }))
  })
  await check('knows no other id', () => notFound(kms.sign({ keyId: nobody, plaintext: 'AA==' })))
})

operation('validate', async check => {
  for (const name of ['rsa', 'sm3']) {
    await check(`${name}: true for the signature, false for anything else`, async () => {
      const keyId = await makeKey(KeyType[name])
      const signature = await sign(keyId, 'data')
      const other = unbase64(signature)
      other[other.length - 1] ^= 1
      assert.equal(await validate(keyId, 'data', signature), true)
      assert.equal(await validate(keyId, 'datb', signature), false)
      assert.equal(await validate(keyId, 'data', base64(other)), false)
      assert.equal(await validate(keyId, 'data', 'AA=='), false)
      assert.equal(await validate(await makeKey(KeyType[name]), 'data', signature), false)
    })
  }
  await check('refuses a missing signature and what is not base64', async () => {
    const keyId = await makeKey(KeyType.sm3)
    await invalid(kms.validate({ keyId, plaintext: 'AA==' }))
    await invalid(kms.validate({ keyId, plaintext: 'AA==', signature: '?' }))
  })
  await check('is refused for AES', async () => invalid(kms.validate({ keyId: await makeKey(KeyType.aes), plaintext: 'AA==', signature: 'AA==' })))
  await check('knows no other id', () => notFound(kms.validate({ keyId: nobody, plaintext: 'AA==', signature: 'AA==' })))
})
