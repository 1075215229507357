// JD Cloud's published SDK, pointed at a server.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const KMS = require('jdcloud-sdk-js/src/services/kms.js')

const quiet = () => {}
require('jdcloud-sdk-js/src/lib/core.js').config.update({ logger: quiet }) // the signer logs through the global one

/** A client of the published SDK, as its README configures one. */
export function client (overrides = {}) {
  const endpoint = new URL(process.env.KMS_ENDPOINT)
  return new KMS({
    credentials: {
      accessKeyId: process.env.KMS_ACCESS_KEY_ID,
      secretAccessKey: process.env.KMS_SECRET_ACCESS_KEY,
      ...overrides
    },
    endpoint: { protocol: endpoint.protocol.slice(0, -1), host: endpoint.host },
    logger: quiet
  })
}
