// What happens, as it happens: JSON, an object a line. A fetch rather than an EventSource, which can't send the token.
import { send } from './api.js';

const longestPause = 5000;
const silence = 40_000;

/** Calls back with what came, in batches, until the page is left or the token is refused. */
export async function follow({ onItems, onState }) {
  let last = 0;
  let started = null;
  let pause = 250;
  for (;;) {
    const stop = new AbortController();
    let heard = Date.now();
    const watchdog = setInterval(() => Date.now() - heard > silence && stop.abort(), 5000);
    try {
      onState('connecting');
      const answer = await send(`/_emulator/activity?after=${last}`, { signal: stop.signal });
      if (answer.status === 401) return onState('refused');
      if (!answer.ok) throw new Error(String(answer.status));
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        heard = Date.now();
        pause = 250;
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        const items = lines.map(line => JSON.parse(line)).filter(item => item.kind);
        const hello = items[0]?.kind === 'hello' ? items.shift() : null;
        if (hello) {
          const isOther = started !== null && started !== hello.started;
          started = hello.started;
          onState('connected', hello.views);
          if (isOther && last > 0) {
            // An emulator that was started anew counts from 1 again.
            last = 0;
            onState('restarted');
            break;
          }
        }
        for (const item of items) last = Math.max(last, item.number ?? 0);
        if (items.length) onItems(items);
      }
      stop.abort();
    } catch { /* It is told below, and tried again. */ }
    clearInterval(watchdog);
    onState('lost');
    await new Promise(resolve => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, longestPause);
  }
}
