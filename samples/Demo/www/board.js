// The strokes on a canvas, in board units (1000 × 600), redrawn when the canvas changes its size or resolution.

export const boardWidth = 1000;
export const boardHeight = 600;
const limit = 2_000;

export function createBoard(canvas) {
  const context = canvas.getContext('2d');
  let strokes = [];

  function draw({ colour, x1, y1, x2, y2 }) {
    context.strokeStyle = colour;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }

  function redraw() {
    const scale = devicePixelRatio * canvas.clientWidth / boardWidth;
    canvas.width = Math.round(boardWidth * scale);
    canvas.height = Math.round(boardHeight * scale);
    context.scale(scale, scale);
    context.lineCap = 'round';
    context.lineWidth = 5;
    strokes.forEach(draw);
  }

  new ResizeObserver(redraw).observe(canvas);
  return {
    get count() {
      return strokes.length;
    },
    add(stroke) {
      strokes.push(stroke);
      if (strokes.length > limit) strokes.shift();
      draw(stroke);
    },
    wipe() {
      strokes = [];
      redraw();
    },
  };
}
