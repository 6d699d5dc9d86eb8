// Drives the ws package through one scenario: node client.mjs SCENARIO URL [ARGUMENT...]
// Prints one line of JSON, what the client saw; the tests know what it should have seen.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';

const [scenario, url, ...rest] = process.argv.slice(2);

const scenarios = {
  /** Sends a message of each length as text and as binary; answers the digests of what was sent and of what came back. */
  async echo(...lengths) {
    const socket = await open();
    const echoes = [];
    for (const length of lengths.map(Number)) {
      for (const binary of [false, true]) {
        const sent = binary ? noise(length) : Buffer.from('€'.repeat(length / 3) + 'e'.repeat(length % 3));
        const received = message(socket);
        socket.send(sent, { binary });
        const [data, isBinary] = await received;
        echoes.push({ sent: { binary, ...digest(sent) }, received: { binary: isBinary, ...digest(data) } });
      }
    }
    return { echoes, ...await close(socket, 1000) };
  },

  /** Sends one text message in a frame for each argument, a ping before each. */
  async fragments(...pieces) {
    const socket = await open();
    const received = message(socket);
    const pongs = [];
    socket.on('pong', data => pongs.push(String(data)));
    pieces.forEach((piece, index) => {
      socket.ping(piece);
      socket.send(piece, { fin: index === pieces.length - 1 });
    });
    const [data] = await received;
    return { text: String(data), pongs };
  },

  /** Sends a ping with each argument; answers the payloads of the pongs. */
  async ping(...payloads) {
    const socket = await open();
    const pongs = [];
    for (const payload of payloads) {
      const pong = once(socket, 'pong');
      socket.ping(payload);
      pongs.push(String((await pong)[0]));
    }
    return { pongs };
  },

  /** Closes with a code and a reason; answers the code that came back. */
  async 'close-by-client'(code, reason) {
    return close(await open(), Number(code), reason);
  },

  /** Says what the server is to close with; answers what it closed with. */
  async 'close-by-server'(request) {
    const socket = await open('close-on-request');
    const closed = once(socket, 'close');
    socket.send(request);
    return ending(await closed);
  },

  /** Offers subprotocols; answers the chosen one, empty for none. */
  async subprotocol(...offered) {
    const socket = await open(...offered);
    return { chosen: socket.protocol };
  },

  /** Offers compression with these parameters, as JSON; sends messages of these lengths and answers what came back, and in how many bytes. */
  async deflate(parameters, ...lengths) {
    const socket = new WebSocket(url, { perMessageDeflate: { threshold: 0, ...JSON.parse(parameters) } });
    let extensions = '';
    socket.once('upgrade', response => extensions = response.headers['sec-websocket-extensions'] ?? '');
    await once(socket, 'open');
    const before = socket._socket.bytesRead;
    const echoes = [];
    for (const length of lengths.map(Number)) {
      for (const binary of [false, true]) {
        const sent = binary ? noise(length) : Buffer.from('{"number":12345},'.repeat(length / 17 + 1).slice(0, length));
        const received = message(socket);
        socket.send(sent, { binary });
        const [data, isBinary] = await received;
        echoes.push({ sent: { binary, ...digest(sent) }, received: { binary: isBinary, ...digest(data) } });
      }
    }
    const bytes = socket._socket.bytesRead - before;
    return { extensions, echoes, bytes, ...await close(socket, 1000) };
  },

  /** Expects a refusal; answers the HTTP status. */
  async refusal() {
    const [, response] = await once(new WebSocket(url), 'unexpected-response');
    return { status: response.statusCode };
  },
};

async function open(...subprotocols) {
  const socket = new WebSocket(url, subprotocols, { perMessageDeflate: true });
  await once(socket, 'open');
  return socket;
}

function message(socket) {
  return once(socket, 'message');
}

async function close(socket, code, reason) {
  const closed = once(socket, 'close');
  socket.close(code, reason);
  return ending(await closed);
}

function ending([code, reason]) {
  return { code, reason: String(reason) };
}

function noise(length) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 2_654_435_761) >>> 13;
  return bytes;
}

function digest(data) {
  return { length: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}

console.log(JSON.stringify(await scenarios[scenario](...rest)));
process.exit();
