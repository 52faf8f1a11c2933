/** Pixels of the picture for each of the page: sharp in a slide. */
const SCALE = 2;
const MARGIN = 24;
const HEAD = 64;

/** What stands over the chart in the picture. */
export interface Caption {
  title: string;
  /** Brand, zone, and when it was drawn. */
  made: string;
}

/** The chart as a PNG, drawn shape by shape: a picture made of the SVG's own text would lose its fonts. */
export async function pngOf(svg: SVGSVGElement, { title, made }: Caption): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN) * SCALE;
  canvas.height = (height + HEAD + 2 * MARGIN) * SCALE;
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('This browser draws no pictures.');
  const style = getComputedStyle(svg);
  ink.scale(SCALE, SCALE);
  ink.fillStyle = getComputedStyle(document.body).backgroundColor;
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.fillStyle = style.color;
  ink.textBaseline = 'top';
  ink.font = `620 18px ${style.fontFamily}`;
  ink.fillText(title, MARGIN, MARGIN, width);
  ink.font = `480 13px ${style.fontFamily}`;
  ink.fillText(made, MARGIN, MARGIN + 28, width);
  ink.textBaseline = 'alphabetic';
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>('path, line, rect, circle, text')) draw(ink, shape, svg);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png');
  });
}

function draw(ink: CanvasRenderingContext2D, shape: SVGGraphicsElement, svg: SVGSVGElement): void {
  const style = getComputedStyle(shape);
  const matrix = svg
    .getScreenCTM()
    ?.inverse()
    .multiply(shape.getScreenCTM() ?? new DOMMatrix());
  if (style.display === 'none' || style.visibility === 'hidden' || !matrix) return;
  ink.save();
  ink.translate(MARGIN, MARGIN + HEAD);
  ink.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  ink.globalAlpha = Number(style.opacity);
  if (shape instanceof SVGTextElement) write(ink, shape, style);
  else paint(ink, outline(shape), style);
  ink.restore();
}

function paint(ink: CanvasRenderingContext2D, path: Path2D, style: CSSStyleDeclaration): void {
  if (style.fill !== 'none') {
    ink.fillStyle = style.fill;
    ink.globalAlpha = Number(style.opacity) * Number(style.fillOpacity);
    ink.fill(path, style.fillRule === 'evenodd' ? 'evenodd' : 'nonzero');
  }
  if (style.stroke === 'none') return;
  ink.globalAlpha = Number(style.opacity);
  ink.strokeStyle = style.stroke;
  ink.lineWidth = Number.parseFloat(style.strokeWidth);
  ink.lineJoin = 'round';
  ink.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(Number.parseFloat));
  ink.stroke(path);
}

const of = (shape: Element, name: string): number => Number(shape.getAttribute(name) ?? 0);

function outline(shape: SVGGraphicsElement): Path2D {
  const path = new Path2D(shape instanceof SVGPathElement ? (shape.getAttribute('d') ?? '') : undefined);
  if (shape instanceof SVGLineElement) {
    path.moveTo(of(shape, 'x1'), of(shape, 'y1'));
    path.lineTo(of(shape, 'x2'), of(shape, 'y2'));
  } else if (shape instanceof SVGRectElement) path.rect(of(shape, 'x'), of(shape, 'y'), of(shape, 'width'), of(shape, 'height'));
  else if (shape instanceof SVGCircleElement) path.arc(of(shape, 'cx'), of(shape, 'cy'), of(shape, 'r'), 0, 2 * Math.PI);
  return path;
}

const ALIGN: Record<string, CanvasTextAlign> = { start: 'left', middle: 'center', end: 'right' };

function write(ink: CanvasRenderingContext2D, text: SVGTextElement, style: CSSStyleDeclaration): void {
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ink.textAlign = ALIGN[style.textAnchor] ?? 'left';
  ink.fillStyle = style.fill;
  ink.fillText(text.textContent ?? '', of(text, 'x'), of(text, 'y'));
}

/** Hands a file to whoever looks at the page. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the file when the click is over; its address is kept a moment for slow ones.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
