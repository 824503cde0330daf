// Answers as files. Pure: no page.
import { line } from './csv.js';

/**
 * The same table as `mien analyze --format csv`: a line for each face, and one for each photo without faces or with an error.
 *
 * @param answers as `mien analyze --format json` has them
 * @param labels the names of the head's labels
 */
export function csv(answers, labels) {
  const head = ['file', 'width', 'height', 'x', 'y', 'face_width', 'face_height', 'detector', 'score', 'human', 'emotion',
    'outcome', ...labels, 'error', 'milliseconds'];
  const photo = (answer, face) => line([answer.file, answer.width, answer.height, ...face, answer.error,
    answer.milliseconds.toFixed(1)]);
  return line(head) + answers.flatMap((answer) => (answer.faces.length === 0
    ? [photo(answer, new Array(9 + labels.length).fill(''))]
    : answer.faces.map((face) => photo(answer, columns(face, labels))))).join('');
}

const columns = ({ box, detector, score, human, emotion, outcome, probabilities }, labels) => [
  box.x, box.y, box.width, box.height, detector, score.toFixed(4), human?.toFixed(4), emotion, outcome, ...labels.map((label) => probabilities[label])];

/** The same array as `mien analyze --format json`. */
export const json = (answers) => `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]\n`;
