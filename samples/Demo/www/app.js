import { startChat } from './chat.js';
import { startEcho } from './echo.js';
import { startIncrement } from './increment.js';
import { startMirror } from './mirror.js';
import { startStatus } from './status.js';

const summary = document.getElementById('summary');

document.addEventListener('link-state', () => {
  const links = document.querySelectorAll('.state');
  const open = document.querySelectorAll('.state[data-state=open]').length;
  const text = open === links.length ? 'All connected' : `${open} of ${links.length} connected`;
  if (summary.textContent !== text) summary.textContent = text;
  summary.dataset.complete = open === links.length;
});

startEcho(document.getElementById('echo'));
startIncrement(document.getElementById('increment'));
startMirror(document.getElementById('mirror'));
startChat(document.getElementById('chat'));
startStatus(document.getElementById('status'));
