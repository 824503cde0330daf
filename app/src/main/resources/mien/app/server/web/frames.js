// The pictures of a camera, one at a time.

const LONGEST = 640; // pixels of the side that is longer, of what is sent

/**
 * Calls `work` with a picture as soon as the work on the last one is done and the camera has a newer one. So nothing
 * waits in a queue, and no answer is about a picture older than the last but one.
 */
export class Frames {
  #turn = 0; // of the loop that may go on
  #fresh = false;
  #wake = () => {};
  #busy = Promise.resolve(); // until the last picture is done with

  constructor(video, work) {
    this.video = video;
    this.work = work;
    this.canvas = new OffscreenCanvas(LONGEST, LONGEST);
    this.context = this.canvas.getContext('2d', { willReadFrequently: true });
    this.#watch();
  }

  async start() {
    const turn = ++this.#turn;
    this.#fresh = false;
    await this.#busy; // of an earlier start
    while (turn === this.#turn) {
      await this.#next();
      if (turn === this.#turn) await (this.#busy = this.work(this.#take()));
    }
  }

  stop() {
    this.#turn++;
    this.#wake();
  }

  #watch() {
    const again = () => (this.video.requestVideoFrameCallback ? this.video.requestVideoFrameCallback(note)
      : requestAnimationFrame(note));
    const note = () => {
      this.#fresh = this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !this.video.paused;
      if (this.#fresh) this.#wake();
      again();
    };
    again();
  }

  async #next() {
    if (!this.#fresh) await new Promise((resolve) => { this.#wake = resolve; });
    this.#fresh = false;
  }

  /** What the camera shows now, at most LONGEST pixels across. */
  #take() {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
    this.canvas.width = Math.round(videoWidth * scale);
    this.canvas.height = Math.round(videoHeight * scale);
    this.context.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    return this.canvas;
  }
}
