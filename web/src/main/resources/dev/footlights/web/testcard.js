/** A picture that moves and a tone: something to publish where there is no camera, and no permission to ask for. */

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 30;

/**
 * @param {object} options
 * @param {string} options.title written on the card
 * @param {number} [options.hue] of its ground, degrees
 * @param {number} [options.frequency] of its tone, hertz
 * @returns {{stream: MediaStream, stop: () => void}}
 */
export function testCard({ title, hue = 210, frequency = 440 }) {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  let frame = 0;
  const draw = () => {
    drawFrame(pen, title, hue, frame++);
  };
  draw();
  // An interval, not an animation frame: a tab in the background goes on, if slower.
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);

  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = frequency;
  const quiet = audio.createGain();
  quiet.gain.value = 0.2;
  const out = audio.createMediaStreamDestination();
  tone.connect(quiet).connect(out);
  tone.start();
  audio.resume();

  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  stream.addTrack(out.stream.getAudioTracks()[0]);
  return {
    stream,
    stop() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      audio.close();
    },
  };
}

function drawFrame(pen, title, hue, frame) {
  pen.fillStyle = `hsl(${hue} 45% 32%)`;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < 8; i++) {
    pen.fillStyle = `hsl(${hue} 45% ${20 + i * 8}%)`;
    pen.fillRect(i * (WIDTH / 8), HEIGHT - 48, WIDTH / 8, 48);
  }
  const x = (frame * 4) % (WIDTH + 120) - 120;
  pen.fillStyle = `hsl(${hue} 85% 72%)`;
  pen.fillRect(x, HEIGHT - 64, 120, 8);

  pen.fillStyle = 'white';
  pen.font = '600 44px system-ui, sans-serif';
  pen.fillText(title.slice(0, 22), 32, 84);
  const seconds = frame / FRAMES_PER_SECOND;
  pen.font = '500 88px ui-monospace, monospace';
  pen.fillText(`${seconds.toFixed(2).padStart(7, '0')}`, 32, 208);

  pen.beginPath();
  pen.arc(WIDTH - 96, 96, 52, -Math.PI / 2, -Math.PI / 2 + (seconds % 1) * 2 * Math.PI);
  pen.lineWidth = 14;
  pen.strokeStyle = 'white';
  pen.stroke();
}
