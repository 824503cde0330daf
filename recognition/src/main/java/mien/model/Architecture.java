package mien.model;

/// What the network inside a model file is and costs.
///
/// @param name for example `mien-s`
/// @param parameters trained numbers
/// @param macs multiply-accumulate operations for one face
public record Architecture(String name, long parameters, long macs) {
    public Architecture {
        if (parameters < 0 || macs < 0) {
            throw new IllegalArgumentException(
                    "architecture " + name + ": negative size, " + parameters + " parameters and " + macs + " MACs");
        }
    }
}
