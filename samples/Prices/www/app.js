import { readFast } from './fast.js';
import { createMarket } from './market.js';
import { createView } from './view.js';
import { readSlow } from './slow.js';

const market = createMarket();
const fast = createView(document.getElementById('fast'), market);
const slow = createView(document.getElementById('slow'), market);

readFast(fast, report => {
  for (const view of [fast, slow]) view.report(report);
});
readSlow(slow);

setInterval(() => {
  if (document.hidden) return;
  fast.draw();
  slow.draw();
}, 100);
