import UPNG from 'upng-js';

const WIDTH = 1280;
const MOST_HEIGHT = 840;
const GAP = 8;
const MOST_BYTES = 150_000;

/**
 * The top of a picture as far as whole panels go, smaller and with as many colours as fit into what a picture of the
 * documentation may weigh.
 *
 * @param boxes of the panels
 */
export async function smallPicture(page, png, boxes) {
  const scale = WIDTH / page.viewportSize().width;
  const most = Math.floor(endOf(boxes, MOST_HEIGHT / scale) * scale);
  const { pixels, height } = await page.evaluate(shrink, { png: png.toString('base64'), width: WIDTH, most });
  const rgba = Buffer.from(pixels, 'base64');
  const bytes = rgba.buffer.slice(rgba.byteOffset, rgba.byteOffset + rgba.length);
  for (let colours = 256; ; colours = Math.floor(colours / 2)) {
    const made = Buffer.from(UPNG.encode([bytes], WIDTH, height, colours));
    if (made.length <= MOST_BYTES || colours <= 8) {
      return made;
    }
  }
}

/** The lowest end of a panel that cuts no other. */
function endOf(boxes, limit) {
  const ends = boxes.map(({ bottom }) => bottom + GAP);
  const clean = ends.filter((end) => end <= limit && !boxes.some(({ top, bottom }) => top < end && bottom > end));
  return Math.max(...clean, Math.min(limit, Math.min(...ends)));
}

/** Runs in the page. */
async function shrink({ png, width, most }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const full = Math.round((image.height * width) / image.width);
  const height = Math.min(most, full);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, full);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let i = 0; i < data.length; i += 0x8000) {
    text += String.fromCharCode(...data.subarray(i, i + 0x8000));
  }
  return { pixels: btoa(text), height };
}
