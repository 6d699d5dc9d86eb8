// A conformance suite for clients in miniature, on the ws package: node suite.mjs
// Prints its address, then a line of JSON for each case when it has ended, and the agent whose report was asked for.

import { once } from 'node:events';
import { WebSocketServer } from 'ws';

const cases = [
  { deflate: false, binary: false, message: Buffer.from('plain text') },
  { deflate: false, binary: true, message: Buffer.alloc(70_000, 7) },
  { deflate: true, binary: false, message: Buffer.from('{"number":12345},'.repeat(4_000)) },
  { deflate: { serverMaxWindowBits: 9, clientMaxWindowBits: 9 }, binary: false, message: Buffer.from('0123456789'.repeat(3_000)) },
  { deflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0 }, binary: true, message: Buffer.alloc(0) },
  { deflate: true, binary: true, message: Buffer.alloc(200_000, 'abc'), invalid: true },
];

const http = (await import('node:http')).createServer();
http.on('upgrade', (request, socket, head) => {
  const url = new URL(request.url, 'ws://suite');
  const number = Number(url.searchParams.get('case'));
  const perMessageDeflate = url.pathname === '/runCase' ? cases[number - 1].deflate : false;
  const server = new WebSocketServer({ noServer: true, perMessageDeflate });
  server.handleUpgrade(request, socket, head, session => serve(session, url, number));
});

async function serve(session, url, number) {
  if (url.pathname === '/getCaseCount') {
    session.send(String(cases.length));
    session.close(1000);
  } else if (url.pathname === '/runCase') {
    await runCase(session, url.searchParams.get('agent'), number);
  } else {
    console.log(JSON.stringify({ report: url.searchParams.get('agent') }));
    session.close(1000);
  }
}

async function runCase(session, agent, number) {
  const { binary, message, invalid } = cases[number - 1];
  const echoes = [];
  session.on('message', (data, isBinary) => echoes.push(isBinary === binary && data.equals(message)));
  for (let round = 0; round < 3; round++) {
    const received = once(session, 'message');
    session.send(message, { binary });
    await received;
  }
  const closed = once(session, 'close');
  if (invalid)
    session._socket.write(Buffer.from([0x83, 0x00]));
  else
    session.close(1000);
  const [code] = await closed;
  console.log(JSON.stringify({ agent, number, echoes, extensions: session.extensions, code }));
}

http.listen(0, '127.0.0.1', () => console.log(`ws://127.0.0.1:${http.address().port}`));
