// What the phones sound like: a ring, and the words read aloud, where somebody wants it.
const VOICES = { de: "de-DE", en: "en-GB" };

export class Sound {
  #button;
  #words;
  #audio = null;
  #ring = null;
  #read = new Map(); // how much of each call was read aloud already

  constructor(button, words) {
    this.#button = button;
    this.#words = words;
    button.addEventListener("click", () => this.#turn());
  }

  get #isOn() {
    return this.#button.getAttribute("aria-pressed") === "true";
  }

  // Browsers let a page sound only after somebody has pressed something on it.
  #turn() {
    const isOn = !this.#isOn;
    this.#button.setAttribute("aria-pressed", String(isOn));
    this.#button.textContent = isOn ? this.#words.quiet : this.#words.sound;
    if (isOn && !this.#audio && "AudioContext" in window) this.#audio = new AudioContext();
    if (!isOn) {
      window.speechSynthesis?.cancel();
      this.#stop();
    }
  }

  hear(phones) {
    const isRinging = phones.some((phone) => phone.line && phone.line.state === "ringing");
    if (isRinging && this.#isOn) this.#start();
    else this.#stop();
    for (const phone of phones) if (phone.line) this.#readAloud(phone);
  }

  #readAloud(phone) {
    const { sid, heard, count } = phone.line;
    const known = this.#read.get(sid) ?? 0;
    this.#read.set(sid, count);
    if (!this.#isOn || !window.speechSynthesis || count === known) return;
    for (const each of heard.slice(known - count)) {
      if (each.kind !== "say" && each.kind !== "person") continue;
      const spoken = new SpeechSynthesisUtterance(each.words);
      spoken.lang = each.language || VOICES[phone.language];
      window.speechSynthesis.speak(spoken);
    }
  }

  #start() {
    if (this.#ring || !this.#audio) return;
    const ring = () => {
      const gain = this.#audio.createGain();
      gain.gain.setValueAtTime(0.06, this.#audio.currentTime);
      gain.connect(this.#audio.destination);
      for (const tone of [425, 440]) {
        const oscillator = this.#audio.createOscillator();
        oscillator.frequency.value = tone;
        oscillator.connect(gain);
        oscillator.start();
        oscillator.stop(this.#audio.currentTime + 1);
      }
    };
    ring();
    this.#ring = setInterval(ring, 4000);
  }

  #stop() {
    clearInterval(this.#ring);
    this.#ring = null;
  }
}
