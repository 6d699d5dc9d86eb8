// The echo server of Bun, whose WebSocket is uWebSockets: bun bun.js --port PORT

const port = Number(process.argv[process.argv.indexOf('--port') + 1]);

Bun.serve({
  hostname: '127.0.0.1',
  port,
  fetch(request, server) {
    return server.upgrade(request) ? undefined : new Response('Upgrade to WebSocket.\n', { status: 426 });
  },
  websocket: {
    message(socket, message) {
      socket.send(message);
    },
    perMessageDeflate: false,
    maxPayloadLength: 1 << 20,
    backpressureLimit: 16 << 20,
    idleTimeout: 0,
    sendPings: false,
  },
});
