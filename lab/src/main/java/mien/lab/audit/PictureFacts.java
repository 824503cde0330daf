package mien.lab.audit;

import mien.lab.dataset.Sample;

/// What was measured of one readable picture.
///
/// @param sample as the data has it
/// @param width in pixels
/// @param height in pixels
/// @param colour whether its channels differ
/// @param encoding how the file is stored
/// @param light of its grey values
public record PictureFacts(Sample sample, int width, int height, boolean colour, Encoding encoding, Light light) {

    /// @param format `jpeg`, `png`, ... by the content of the file; `csv` for a row of pixels
    /// @param bytes size of the file, or of the row's pixels
    public record Encoding(String format, long bytes) {
        public double bytesPerPixel(int width, int height) {
            return bytes / ((double) width * height);
        }
    }

    /// @param mean grey value, in `[0, 255]`
    /// @param spread standard deviation of the grey values, in `[0, 128]`
    /// @param sharpness a measure of fine detail that does not depend on size and contrast; larger is sharper
    /// @param border share of the outer frame that is of one constant grey, in `[0, 1]`
    public record Light(double mean, double spread, double sharpness, double border) {}
}
