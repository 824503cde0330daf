package mien.lab.pack;

import java.util.LinkedHashMap;
import java.util.Map;
import mien.lab.dataset.Hashing;
import mien.lab.onnx.OnnxModel;
import mien.model.Contract;
import mien.model.ModelFile;

/// One of the models that become one file.
///
/// @param file what people call it in a command
/// @param sha256 of the file, in hex
/// @param share how much its answers count, > 0; of all shares together
record Member(String file, String sha256, Contract contract, OnnxModel model, double share) {

    /// @throws mien.error.MienException if it is no model file of Mien
    static Member read(ModelFile file, double share) {
        if (!(share > 0) || Double.isInfinite(share)) {
            throw new PackException(file + ": its share must be a number above 0, got " + share);
        }
        var contract = file.contract();
        var bytes = file.bytes();
        var model = Storage.expanded(OnnxModel.parse(file.toString(), bytes));
        return new Member(file.toString(), Hashing.sha256(bytes), contract, model, share);
    }

    /// For the packed model's own account of itself.
    Map<String, Object> provenance() {
        var training = contract.training();
        var out = new LinkedHashMap<String, Object>();
        out.put("name", contract.name());
        out.put("sha256", sha256);
        out.put("share", share);
        out.put("architecture", contract.architecture().name());
        out.put("data", training.data().name());
        out.put("hash", training.data().hash());
        out.put("mien", training.mienVersion());
        out.put("seed", training.seed());
        out.put("epochs", training.epochs());
        out.put("recipe", training.recipe());
        out.put("figures", contract.figures());
        return out;
    }
}
