// The camera, and what may be wrong with it, in words that help.

/** Its message is one sentence; `again` is whether the person can do something and try again. */
export class NoCamera extends Error {
  constructor(sentence, again = true) {
    super(sentence);
    this.again = again;
  }
}

const REASONS = {
  NotAllowedError: 'The browser does not let this page use the camera: allow it at the camera sign beside the address, then start again.',
  NotFoundError: 'There is no camera: plug one in, then start again.',
  NotReadableError: 'The camera cannot be used, perhaps by reason of another program that has it: close that, then start again.',
  AbortError: 'The camera did not start; start again.',
};

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

/**
 * Shows a camera in a video element.
 *
 * @param device of which camera; '' for the usual one
 * @returns its stream
 * @throws NoCamera
 */
export async function openCamera(video, device) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new NoCamera('Browsers give their camera only to pages of this machine (localhost) and to pages over HTTPS; open'
      + ' this page that way.', false);
  }
  const wanted = device ? { ...WANTED, deviceId: { exact: device } } : WANTED;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    video.srcObject = stream;
    await video.play();
    return stream;
  } catch (error) {
    if (error.name === 'OverconstrainedError' && device) return openCamera(video, ''); // that one is gone
    throw new NoCamera(REASONS[error.name] ?? `The camera cannot be used: ${error.message}.`);
  }
}

export function closeCamera(video) {
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

/** The cameras that there are: [{id, name}]; names are known only once the page may use one. */
export async function cameras() {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices.filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }, i) => ({ id: deviceId, name: label || `Camera ${i + 1}` }));
}
