package mien.model;

import java.util.List;
import mien.image.Preprocessing;

/// How to feed an ONNX file that is not Mien's own, and what its answers mean.
///
/// @param input what it wants to see; its margin plays no part, as such files are only shown face crops
/// @param inputName of the graph's input; empty for its only one
/// @param outputName of the graph's output; empty for its first one
/// @param pixels how a pixel becomes a number
/// @param logits whether the graph ends before the softmax
/// @param head the meaning of the answers
public record ForeignContract(
        Preprocessing input, String inputName, String outputName, Pixels pixels, boolean logits, Head head) {

    /// @param blueFirst whether three channels come as blue, green, red
    /// @param channelsLast whether the layout is `[N, H, W, C]`, not `[N, C, H, W]`
    /// @param scale what a pixel of 0 to 255 is multiplied with first
    /// @param mean what is subtracted next, per channel in the order of the graph
    /// @param std what it is divided by last, per channel
    public record Pixels(boolean blueFirst, boolean channelsLast, double scale, List<Double> mean, List<Double> std) {
        public Pixels {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            if (!std.stream().allMatch(value -> value > 0) || !(scale > 0)) {
                throw new IllegalArgumentException(
                        "foreign model: scale and std must be above 0, got " + scale + " and " + std);
            }
        }

        boolean isRaw() {
            return scale == 1
                    && mean.stream().allMatch(m -> m == 0)
                    && std.stream().allMatch(s -> s == 1);
        }

        float value(byte pixel, int channel) {
            return (float) (((pixel & 255) * scale - mean.get(channel)) / std.get(channel));
        }
    }

    public ForeignContract {
        if (pixels.mean().size() != input.channels() || pixels.std().size() != input.channels()) {
            throw new IllegalArgumentException("foreign model: mean and std need a value for each of "
                    + input.channels() + " channels, got " + pixels.mean() + " and " + pixels.std());
        }
    }

    long[] shape(long faces) {
        return pixels.channelsLast()
                ? new long[] {faces, input.height(), input.width(), input.channels()}
                : new long[] {faces, input.channels(), input.height(), input.width()};
    }

    /// Where each value of the graph's input comes from, in Mien's `[C, H, W]`, red first.
    int[] order() {
        int area = input.height() * input.width();
        var order = new int[input.bytes()];
        for (int i = 0; i < order.length; i++) {
            int channel = pixels.channelsLast() ? i % input.channels() : i / area;
            int place = pixels.channelsLast() ? i / input.channels() : i % area;
            order[i] = (pixels.blueFirst() ? input.channels() - 1 - channel : channel) * area + place;
        }
        return order;
    }

    int channel(int i) {
        return pixels.channelsLast() ? i % input.channels() : i / (input.height() * input.width());
    }
}
