/**
 * What the tests do inside a page, by the server's own client modules. A page is addressed by
 * `stagehand.call(name, …arguments)`; sessions and attendances are kept under names.
 */
window.stagehand = (() => {
  const sessions = new Map();
  const attendances = new Map();

  const base = () => location.origin;
  const module = (name) => import(`${base()}/console/${name}.js`);
  const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  function within(milliseconds, what, promise) {
    return Promise.race([promise, sleep(milliseconds).then(() => {
      throw new Error(`within ${milliseconds} ms not: ${what}`);
    })]);
  }

  /** Fills a canvas with the colour whose turn it is by the wall clock, which all pages of a machine share. */
  function schedule({ colours, period, frequency }) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const pen = canvas.getContext('2d');
    let frame = 0;
    const draw = () => {
      pen.fillStyle = colours[Math.floor(Date.now() / period) % colours.length];
      pen.fillRect(0, 0, canvas.width, canvas.height);
      // A corner that moves keeps the encoder at work.
      pen.fillStyle = frame++ % 2 ? 'black' : 'white';
      pen.fillRect(0, 0, 16, 16);
    };
    draw();
    setInterval(draw, 1000 / 30);
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    const out = audio.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    const stream = canvas.captureStream(30);
    stream.addTrack(out.stream.getAudioTracks()[0]);
    return stream;
  }

  function connected(pc) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (pc.connectionState === 'connected') {
          resolve();
        } else if (pc.connectionState === 'failed') {
          reject(new Error('the connection failed'));
        }
      };
      pc.addEventListener('connectionstatechange', look);
      look();
    });
  }

  function nextFrame(video) {
    return new Promise((resolve) => video.requestVideoFrameCallback((now, frame) => resolve(frame)));
  }

  /** The mean colour of the picture's middle. */
  function colourOf(video, pen) {
    pen.drawImage(video, video.videoWidth / 4, video.videoHeight / 4, video.videoWidth / 2, video.videoHeight / 2, 0, 0, 8, 8);
    const { data } = pen.getImageData(0, 0, 8, 8);
    const sum = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      sum.forEach((_, c) => { sum[c] += data[i + c]; });
    }
    return sum.map((total) => Math.round(total / (data.length / 4)));
  }

  async function inbound(pc) {
    const stats = await pc.getStats();
    const all = [...stats.values()].filter((s) => s.type === 'inbound-rtp');
    const packets = (kind) => all.filter((s) => s.kind === kind).reduce((sum, s) => sum + s.packetsReceived, 0);
    return {
      audioPackets: packets('audio'),
      videoPackets: packets('video'),
      frames: all.reduce((sum, s) => sum + (s.framesDecoded ?? 0), 0),
      codecs: all.map((s) => stats.get(s.codecId)?.mimeType).filter(Boolean).sort(),
    };
  }

  const acts = {
    async publish(name, { token, codec, ...how }) {
      const { publish } = await module('whip');
      const session = await publish({ endpoint: `${base()}/whip`, token, stream: schedule(how), codec });
      sessions.set(name, { session });
      await within(15_000, 'connected as publisher', connected(session.pc));
    },

    /** Watches, and returns once the first frame is shown: milliseconds from the call to it. */
    async watch(name, { token, participantId }) {
      const { watch } = await module('whep');
      const start = performance.now();
      const session = await watch({ endpoint: `${base()}/whip/subscribe/${participantId}`, token });
      const video = Object.assign(document.createElement('video'), { autoplay: true, playsInline: true, muted: true });
      video.srcObject = session.stream;
      document.body.append(video);
      const state = { session, video, ended: false };
      session.ended.then(() => { state.ended = true; });
      sessions.set(name, state);
      await within(20_000, 'a first frame', nextFrame(video));
      return Math.round(performance.now() - start);
    },

    /** Looks for some time: each shown frame's moment and mean colour. */
    async look(name, milliseconds) {
      const { video } = sessions.get(name);
      const pen = Object.assign(document.createElement('canvas'), { width: 8, height: 8 })
        .getContext('2d', { willReadFrequently: true });
      const seen = [];
      const until = performance.now() + milliseconds;
      while (performance.now() < until) {
        await within(milliseconds, 'a next frame', nextFrame(video));
        seen.push({ at: Date.now(), colour: colourOf(video, pen) });
      }
      return seen;
    },

    /** The frequency that is loudest over some time, hertz. */
    async listen(name, milliseconds) {
      const { session } = sessions.get(name);
      const audio = new AudioContext();
      await within(5_000, 'an audio context that runs (Firefox wants a sound device)', audio.resume());
      const analyser = new AnalyserNode(audio, { fftSize: 8192, smoothingTimeConstant: 0.5 });
      audio.createMediaStreamSource(session.stream).connect(analyser);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const heard = new Float32Array(bins.length);
      const until = performance.now() + milliseconds;
      while (performance.now() < until) {
        await sleep(100);
        analyser.getFloatFrequencyData(bins);
        bins.forEach((decibel, i) => { heard[i] += 10 ** (decibel / 10); });
      }
      const loudest = heard.indexOf(Math.max(...heard));
      const hertz = loudest * audio.sampleRate / analyser.fftSize;
      await audio.close();
      return Math.max(...heard) > 0 ? hertz : 0;
    },

    stats: (name) => inbound(sessions.get(name).session.pc),

    /** How many packets arrive in some time that begins when what was under way has arrived and is counted. */
    async arrivals(name, milliseconds) {
      const { pc } = sessions.get(name).session;
      const arrived = async () => {
        const { audioPackets, videoPackets } = await inbound(pc);
        return audioPackets + videoPackets;
      };
      await sleep(200);
      const before = await arrived();
      await sleep(milliseconds);
      return (await arrived()) - before;
    },

    async ended(name, milliseconds) {
      await within(milliseconds, 'ended by the server', sessions.get(name).session.ended);
      return sessions.get(name).session.pc.connectionState;
    },

    stop: (name) => sessions.get(name).session.stop(),

    /** Attends, and watches whoever comes to publish: when the events told it, when the offer left, the first frame. */
    async follow(name, { token, stageId }) {
      const { attend } = await module('events');
      const { watch } = await module('whep');
      const arrivals = [];
      const there = new Set();
      const show = async (participantId) => {
        const told = Date.now();
        const session = await watch({ endpoint: `${base()}/whip/subscribe/${participantId}`, token });
        const video = Object.assign(document.createElement('video'), { autoplay: true, playsInline: true, muted: true });
        video.srcObject = session.stream;
        document.body.append(video);
        await nextFrame(video);
        arrivals.push({ told, frame: Date.now() });
        await session.ended;
        session.stop();
        video.remove();
      };
      const states = [];
      attendances.set(name, { arrivals, states, attendance: attend({
        url: `${base().replace('http', 'ws')}/events/${stageId}`,
        token,
        onstate: ({ participants }) => {
          states.push({ at: Date.now(), participants });
          const now = participants.filter((p) => p.isPublishing).map((p) => p.id);
          now.filter((id) => !there.has(id)).forEach((id) => show(id));
          there.clear();
          now.forEach((id) => there.add(id));
        },
      }) });
    },

    arrivalsOf: (name) => attendances.get(name).arrivals,

    async attend(name, { token, stageId }) {
      const { attend } = await module('events');
      const states = [];
      attendances.set(name, { states, attendance: attend({
        url: `${base().replace('http', 'ws')}/events/${stageId}`,
        token,
        onstate: (state) => states.push({ at: Date.now(), ...state }),
        onclosed: (code) => states.push({ at: Date.now(), closed: code, participants: [] }),
      }) });
    },

    states: (name) => attendances.get(name).states,
  };

  return {
    async call(act, ...values) {
      try {
        return JSON.stringify({ value: (await acts[act](...values)) ?? null });
      } catch (failure) {
        return JSON.stringify({ failure: `${failure.name}: ${failure.message}` });
      }
    },
  };
})();
