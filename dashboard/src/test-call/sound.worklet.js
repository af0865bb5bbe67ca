// Sound of a spoken test call, beside the page so that nothing on it can make it stutter. The microphone
// is cut into 20 ms of 16-bit samples; our voice comes as μ-law, 8,000 samples a second, and is brought
// to the rate of the machine by a windowed sine, for a plainer way sounds metallic.
const VOICE_RATE = 8000;
const HELD = 1 << 16; // samples that may wait: eight seconds
const REACH = 8; // samples looked at on each side
const PHASES = 64;
const BEGIN_SECONDS = 0.06; // so much is waited for before we begin, for sound comes in bursts

const DECODED = Float32Array.from({ length: 256 }, (_, code) => {
  const inverted = ~code & 0xff;
  const size = ((((inverted & 15) << 3) + 132) << ((inverted >> 4) & 7)) - 132;
  return (inverted & 0x80 ? -size : size) / 32768;
});

const KERNELS = Array.from({ length: PHASES + 1 }, (_, phase) =>
  Float32Array.from({ length: 2 * REACH }, (__, at) => {
    const x = at - (REACH - 1) - phase / PHASES;
    const sine = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return Math.abs(x) >= REACH ? 0 : sine * (0.5 + 0.5 * Math.cos((Math.PI * x) / REACH));
  }),
);

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Int16Array(Math.round(sampleRate / 50));
    this.at = 0;
    this.power = 0;
  }

  process([input]) {
    const samples = input?.[0];
    if (samples === undefined) return true;
    for (const sample of samples) {
      const cut = Math.max(-1, Math.min(1, sample));
      this.power += cut * cut;
      this.frame[this.at] = cut * 32767;
      this.at += 1;
      if (this.at === this.frame.length) {
        const sound = this.frame.slice().buffer;
        const level = Math.sqrt(this.power / this.at);
        this.port.postMessage({ sound, level }, [sound]);
        this.at = 0;
        this.power = 0;
      }
    }
    return true;
  }
}

class Speaker extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = new Float32Array(HELD);
    this.written = 0;
    this.place = 0;
    this.playing = false;
    this.marks = [];
    this.port.onmessage = ({ data }) => {
      if (data.sound !== undefined) this.queue(new Uint8Array(data.sound));
      else if (data.mark !== undefined) this.marks.push({ name: data.mark, at: this.written });
      else this.clear();
    };
  }

  queue(sound) {
    const room = HELD - 2 * REACH - (this.written - Math.floor(this.place));
    for (const code of sound.subarray(0, Math.max(room, 0))) {
      this.samples[this.written % HELD] = DECODED[code];
      this.written += 1;
    }
    for (let ahead = 0; ahead < REACH; ahead += 1) this.samples[(this.written + ahead) % HELD] = 0;
  }

  clear() {
    this.written = Math.ceil(this.place);
    for (let ahead = 0; ahead < REACH; ahead += 1) this.samples[(this.written + ahead) % HELD] = 0;
    this.playing = false;
    for (const mark of this.marks.splice(0)) this.port.postMessage({ played: mark.name });
  }

  process(_inputs, [output]) {
    const out = output[0];
    const step = VOICE_RATE / sampleRate;
    if (!this.playing) {
      const waits = this.written - this.place;
      this.playing = waits > 0 && (waits >= BEGIN_SECONDS * VOICE_RATE || this.marks.length > 0);
    }
    for (let at = 0; this.playing && at < out.length; at += 1) {
      if (this.place >= this.written) {
        this.place = this.written;
        this.playing = false;
        break;
      }
      out[at] = this.sample();
      this.place += step;
    }
    while (this.marks.length > 0 && this.marks[0].at <= this.place) {
      this.port.postMessage({ played: this.marks.shift().name });
    }
    return true;
  }

  sample() {
    const whole = Math.floor(this.place);
    const kernel = KERNELS[Math.round((this.place - whole) * PHASES)];
    let sum = 0;
    for (let at = 0; at < 2 * REACH; at += 1) {
      const from = whole + at - (REACH - 1);
      if (from >= 0) sum += this.samples[from % HELD] * kernel[at];
    }
    return sum;
  }
}

registerProcessor("microphone", Microphone);
registerProcessor("speaker", Speaker);
