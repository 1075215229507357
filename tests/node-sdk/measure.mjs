// Starts the embedded silo on an empty directory, several times, and prints how long it takes until the first encrypt
// and how much memory it holds when idle. argv: path of Kms.Silo.dll, number of runs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { client } from './sdk.mjs'

const [silo, runs = '5'] = process.argv.slice(2)
const idleSeconds = 10

async function freePort () {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function firstEncrypt (credentialsFile, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the silo ended with ${child.exitCode}`)
    try {
      if (existsSync(credentialsFile)) {
        const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(credentialsFile, 'utf8'))
        const kms = client({ accessKeyId, secretAccessKey })
        const { result: { keyId } } = await kms.createKey({ keyCfg: { keyDescCfg: {} } })
        await kms.encrypt({ keyId, plaintext: 'aGVsbG8=' })
        return
      }
    } catch (failure) {
      if (failure instanceof Error && !['FetchError', 'SyntaxError'].includes(failure.name)) throw failure
    }
    await pause(5)
  }
}

/** Processor time of the process so far, in seconds: what a busy machine does not stretch. */
function processorSeconds (pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const memory = (pid, name) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))[1]) / 1024
const median = values => values.sort((a, b) => a - b)[values.length >> 1]

async function measure () {
  const directory = mkdtempSync(join(tmpdir(), 'kms-measure-'))
  const data = join(directory, 'data')
  process.env.KMS_ENDPOINT = `http://127.0.0.1:${await freePort()}`
  const start = performance.now()
  const child = spawn('dotnet', [silo], {
    cwd: dirname(silo),
    env: { ...process.env, ASPNETCORE_URLS: process.env.KMS_ENDPOINT, Kms__DataDirectory: data },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  try {
    await firstEncrypt(join(data, 'bootstrap-credentials.json'), child)
    const seconds = (performance.now() - start) / 1000
    const processor = processorSeconds(child.pid)
    await pause(idleSeconds * 1000)
    return { seconds, processor, resident: memory(child.pid, 'VmRSS'), anonymous: memory(child.pid, 'RssAnon') }
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(directory, { recursive: true })
  }
}

const all = []
for (let run = 0; run < Number(runs); run++) {
  const { seconds, processor, resident, anonymous } = await measure()
  all.push({ seconds, resident })
  console.log(`start to first encrypt ${seconds.toFixed(2)} s (processor ${processor.toFixed(2)} s), idle RSS ${resident.toFixed(0)} MiB (anonymous ${anonymous.toFixed(0)} MiB)`)
}
console.log(`median: ${median(all.map(run => run.seconds)).toFixed(2)} s (promised: at most 5), ${median(all.map(run => run.resident)).toFixed(0)} MiB (promised: at most 150)`)
