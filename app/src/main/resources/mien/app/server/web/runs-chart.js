// A line chart over epochs that is drawn anew as lines grow, with what the lines are worth where one points.
import { h } from './dom.js';

const SPACE = 'http://www.w3.org/2000/svg';
const TALL = 220;
const EDGE = { left: 48, right: 12, top: 10, bottom: 28 };
const plain = (value) => (value === 0 ? '0' : String(Number(value.toPrecision(3))));

function s(tag, attributes = {}, text = '') {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/** Round values from low to high, about `wanted` of them. */
export function ticks(low, high, wanted = 5) {
  const rough = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

const scale = (from, to, start, end) => (value) => start + (end - start) * ((value - from) / (to - from || 1));

export class Chart {
  constructor(title, unit, { format = plain } = {}) {
    this.format = format;
    this.series = [];
    this.svg = s('svg', { role: 'img', 'aria-label': `${title}, ${unit}` });
    this.readout = h('div.readout', { hidden: true });
    this.legend = h('ul.legend');
    this.plot = h('div.plot', { onpointermove: (event) => this.point(event), onpointerleave: () => this.leave() }, this.svg, this.readout);
    this.element = h('figure', {}, h('figcaption', {}, title, h('small', {}, unit)), this.legend, this.plot);
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  /** series: [{name, colour, points: [[epoch, value]], dash, wide}]; points without a value are left out. */
  update(series, epochs) {
    this.series = series.map((line) => ({ ...line, points: line.points.filter((point) => point[1] !== null) }))
      .filter((line) => line.points.length);
    this.epochs = epochs;
    this.element.hidden = this.series.length === 0;
    const names = this.series.map((line) => `${line.name}${line.dash}`).join();
    if (names !== this.names) this.key();
    this.names = names;
    this.draw();
  }

  key() {
    this.legend.hidden = this.series.length < 2;
    this.legend.replaceChildren(...this.series.map((line) => {
      const sample = s('svg', { viewBox: '0 0 22 10', class: 'sample', 'aria-hidden': 'true' });
      sample.append(stroke('M1,5H21', line));
      return h('li', {}, sample, line.name);
    }));
  }

  draw() {
    const width = this.plot.clientWidth;
    if (!width || !this.series.length) return;
    const all = this.series.flatMap((line) => line.points);
    const xs = all.map((point) => point[0]);
    const ys = all.map((point) => point[1]);
    const last = Math.max(this.epochs ?? 0, ...xs, 2);
    const room = (Math.max(...ys) - Math.min(...ys)) * 0.08 || Math.abs(ys[0]) * 0.1 || 0.1;
    const [low, high] = [Math.max(0, Math.min(...ys) - room), Math.max(...ys) + room];
    this.x = scale(Math.min(1, ...xs), last, EDGE.left, width - EDGE.right);
    this.y = scale(low, high, TALL - EDGE.bottom, EDGE.top);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${TALL}`);
    this.svg.replaceChildren(this.grid(ticks(low, high, 4), width), this.epochAxis(last, width), ...this.lines());
  }

  grid(values, width) {
    const group = s('g', { class: 'grid soft' });
    for (const value of values) {
      const y = this.y(value);
      group.append(s('line', { x1: EDGE.left, x2: width - EDGE.right, y1: y, y2: y }),
        s('text', { x: EDGE.left - 8, y: y + 4, 'text-anchor': 'end' }, this.format(value)));
    }
    return group;
  }

  epochAxis(last, width) {
    const group = s('g', { class: 'soft' });
    const whole = ticks(1, last, Math.max(2, Math.min(8, width / 70))).filter((value) => Number.isInteger(value));
    if (whole[0] > 1 && this.x(whole[0]) - this.x(1) > 24) whole.unshift(1);
    for (const value of whole) group.append(s('text', { x: this.x(value), y: TALL - 8, 'text-anchor': 'middle' }, String(value)));
    return group;
  }

  lines() {
    return this.series.flatMap((line) => {
      const places = line.points.map(([x, y]) => [this.x(x), this.y(y)]);
      const end = s('circle', { class: 'fill', cx: places.at(-1)[0], cy: places.at(-1)[1], r: 3.5 });
      end.style.setProperty('--c', line.colour);
      return [stroke(`M${places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`, line), end];
    });
  }

  /** What the lines are worth at the epoch that is nearest to the pointer. */
  point(event) {
    if (!this.x) return;
    const px = event.clientX - this.plot.getBoundingClientRect().left;
    const xs = [...new Set(this.series.flatMap((line) => line.points.map((point) => point[0])))];
    const at = xs.reduce((best, x) => (Math.abs(this.x(x) - px) < Math.abs(this.x(best) - px) ? x : best));
    const rows = this.series.map((line) => [line, line.points.find((point) => point[0] === at)]).filter(([, point]) => point)
      .map(([line, point]) => h('span', {}, line.name, h('i', {}, this.format === plain ? plain(point[1]) : `${(100 * point[1]).toFixed(1)} %`)));
    this.readout.replaceChildren(h('b', {}, `Epoch ${Number(at.toFixed(2))}`), ...rows);
    this.readout.hidden = false;
    const right = this.x(at) > this.plot.clientWidth / 2;
    this.readout.style.setProperty('left', right ? 'auto' : `${this.x(at) + 10}px`);
    this.readout.style.setProperty('right', right ? `${this.plot.clientWidth - this.x(at) + 10}px` : 'auto');
    this.readout.style.setProperty('top', `${EDGE.top}px`);
  }

  leave() {
    this.readout.hidden = true;
  }
}

function stroke(path, { colour, dash = null, wide = 2 }) {
  const group = s('g');
  group.style.setProperty('--c', colour);
  group.append(s('path', { class: 'casing', d: path, 'stroke-dasharray': dash, 'stroke-width': wide + 1.4 }),
    s('path', { class: 'line', d: path, 'stroke-dasharray': dash, 'stroke-width': wide }));
  return group;
}
