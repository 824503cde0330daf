package mien.lab.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The number format of activations and convolution weights during training. Master weights, batch norm's
/// statistics, heads and loss are 32 bit always.
public enum Precision {
    /// bf16 where the processor multiplies it natively, else fp32.
    AUTO,
    FP32,
    BF16;

    /// What `AUTO` means on this machine; the others mean themselves.
    public Precision resolved() {
        return this == AUTO ? (nativeBf16() ? BF16 : FP32) : this;
    }

    ScalarType scalarType() {
        return switch (resolved()) {
            case BF16 -> ScalarType.BFloat16.intern();
            case FP32, AUTO -> ScalarType.Float.intern();
        };
    }

    private static boolean nativeBf16() {
        if (torch.cuda_is_available()) {
            return true;
        }
        try {
            var cpu = Path.of("/proc/cpuinfo");
            return Files.isReadable(cpu) && Files.readString(cpu).contains("avx512_bf16");
        } catch (IOException _) {
            return false; // no way to know, so the format that always works
        }
    }
}
