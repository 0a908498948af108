/**
 * Finds texts that stand on one another, that stick out of their panel, or that were cut. Texts of the page are asked for their
 * boxes; those that are painted on a canvas, such as the labels of axes, are remembered while they are painted.
 */

const painted = new WeakMap();

/** Before anything is painted. */
export function watchCanvases() {
  const proto = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = proto;
  proto.fillText = function (text, x, y, ...rest) {
    if (String(text).trim()) {
      const list = painted.get(this.canvas) ?? [];
      list.push({ text: String(text), ...boxOf(this, String(text), x, y) });
      painted.set(this.canvas, list);
    }
    return fillText.call(this, text, x, y, ...rest);
  };
  proto.clearRect = function (x, y, width, height) {
    if (width >= this.canvas.width && height >= this.canvas.height) {
      painted.delete(this.canvas);
    }
    return clearRect.call(this, x, y, width, height);
  };
}

/** In pixels of the canvas, after whatever turns and moves it. */
function boxOf(context, text, x, y) {
  const size = context.measureText(text);
  const corners = [
    [x - size.actualBoundingBoxLeft, y - size.actualBoundingBoxAscent],
    [x + size.actualBoundingBoxRight, y + size.actualBoundingBoxDescent],
  ].map(([a, b]) => context.getTransform().transformPoint(new DOMPoint(a, b)));
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** What is wrong with the texts of a panel. */
export function faultsOf(panel) {
  const frame = panel.getBoundingClientRect();
  const texts = [...canvasTexts(panel), ...pageTexts(panel)];
  return {
    overlaps: overlaps(texts),
    outside: texts.filter((text) => sticksOut(text, frame)).map(({ text }) => text),
    cut: texts.filter(({ cut }) => cut).map(({ text }) => text),
  };
}

/** The largest text of a panel, which is what people see of it first, and whether it is green. */
export function headlineOf(panel) {
  const elements = [...panel.querySelectorAll('*')].filter((each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const largest = elements.reduce((most, each) => (most && size(most) >= size(each) ? most : each), null);
  const [red, green, blue] = largest ? getComputedStyle(largest).color.match(/[\d.]+/g).map(Number) : [0, 0, 0];
  return { text: largest?.textContent ?? '', green: green > red + 40 && green > blue + 40 };
}

function canvasTexts(panel) {
  return [...panel.querySelectorAll('canvas')].flatMap((canvas) => {
    const { left, top, width } = canvas.getBoundingClientRect();
    const scale = width / canvas.width;
    return (painted.get(canvas) ?? []).map((box) => ({
      text: box.text, left: left + box.left * scale, right: left + box.right * scale, top: top + box.top * scale, bottom: top + box.bottom * scale,
    }));
  });
}

function pageTexts(panel) {
  const found = [];
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || !node.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const seen = clipped(node.parentElement, range.getBoundingClientRect());
    if (seen) {
      found.push({ text: node.textContent.trim(), ...seen });
    }
  }
  return found;
}

/** What of a text is to be seen: whoever contains it may cut it. Nothing where it is scrolled away altogether. */
function clipped(element, { left, right, top, bottom }) {
  const box = { left, right, top, bottom, cut: false };
  for (let each = element; each && !each.classList.contains('panel'); each = each.parentElement) {
    const style = getComputedStyle(each);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') {
      continue;
    }
    const limit = each.getBoundingClientRect();
    // lists that are scrolled go on below; sideways nobody looks
    box.cut = box.cut || box.right > limit.right + 1 || (style.overflowY === 'hidden' && box.bottom > limit.bottom + 3);
    box.left = Math.max(box.left, limit.left);
    box.right = Math.min(box.right, limit.right);
    box.top = Math.max(box.top, limit.top);
    box.bottom = Math.min(box.bottom, limit.bottom);
  }
  return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
}

function overlaps(texts) {
  const found = [];
  texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    // lines of text touch one another by their line height
    if (wide > 1 && high > 3 && !same(a, b)) {
      found.push(`${a.text} | ${b.text}`);
    }
  }));
  return found;
}

/** A canvas may be painted twice before it is shown. */
const same = (a, b) => a.text === b.text && Math.abs(a.left - b.left) < 1 && Math.abs(a.top - b.top) < 1;

const sticksOut = ({ left, right, top, bottom }, frame) =>
  left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1;
