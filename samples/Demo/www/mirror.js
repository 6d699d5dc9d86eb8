import { boardHeight, boardWidth, createBoard } from './board.js';
import { connect } from './link.js';

// The server closes on longer messages (MaxMessageLength of Mirror.cs); a stroke has at most 30 bytes.
const longestMessage = 1_024;
const keyboardStep = 10;
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function startMirror(card) {
  const canvas = card.querySelector('#mirror-canvas');
  const pen = card.querySelector('#mirror-pen');
  const count = card.querySelector('#mirror-strokes');
  const colours = card.querySelector('#mirror-colours');
  const board = createBoard(canvas);
  let outgoing = [];
  let last = null;
  let cursor = { x: boardWidth / 2, y: boardHeight / 2 };

  const link = connect('mirror', card, {
    opened() {
      // The server sends the board as it is now.
      board.wipe();
      count.textContent = board.count;
    },
    received(data) {
      for (const command of data.split(';')) {
        const [name, colour, x1, y1, x2, y2] = command.split(' ');
        if (name === 'd') board.add({ colour, x1, y1, x2, y2 });
        if (name === 'w') board.wipe();
      }
      count.textContent = board.count;
    },
  });

  // Nothing is drawn here before the server has sent it back: what you see is what all see.
  function line(from, to) {
    if (outgoing.length === 0) requestAnimationFrame(flush);
    const colour = colours.querySelector(':checked').value;
    outgoing.push(`d ${colour} ${from.x} ${from.y} ${to.x} ${to.y};`);
  }

  function flush() {
    let message = '';
    for (const stroke of outgoing) {
      if (message.length + stroke.length > longestMessage) {
        link.send(message);
        message = '';
      }
      message += stroke;
    }
    link.send(message);
    outgoing = [];
  }

  function place(event) {
    const area = canvas.getBoundingClientRect();
    return clamp((event.clientX - area.left) / area.width * boardWidth, (event.clientY - area.top) / area.height * boardHeight);
  }

  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    line(last, last);
  });
  canvas.addEventListener('pointermove', event => {
    if (!last) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) {
      const next = place(step);
      if (Math.hypot(next.x - last.x, next.y - last.y) < 3) continue;
      line(last, next);
      last = next;
    }
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => last = null);

  canvas.addEventListener('keydown', event => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const next = clamp(cursor.x + arrow[0] * keyboardStep, cursor.y + arrow[1] * keyboardStep);
    if (event.shiftKey) line(cursor, next);
    moveCursor(next);
  });

  function moveCursor(to) {
    cursor = to;
    pen.style.left = `${to.x / boardWidth * 100}%`;
    pen.style.top = `${to.y / boardHeight * 100}%`;
  }

  card.querySelector('#mirror-wipe').addEventListener('click', () => link.send('w;'));
  moveCursor(cursor);
}

function clamp(x, y) {
  return {
    x: Math.round(Math.min(Math.max(x, 0), boardWidth)),
    y: Math.round(Math.min(Math.max(y, 0), boardHeight)),
  };
}
