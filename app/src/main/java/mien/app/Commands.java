package mien.app;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// The commands by name, in the order of the help.
final class Commands {
    static final SequencedMap<String, Supplier<Callable<Integer>>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("analyze", AnalyzeCommand::new);
        BY_NAME.put("audit", AuditCommand::new);
        BY_NAME.put("prepare", PrepareCommand::new);
        BY_NAME.put("crops", CropsCommand::new);
        BY_NAME.put("train", TrainCommand::new);
        BY_NAME.put("tune", TuneCommand::new);
        BY_NAME.put("evaluate", EvaluateCommand::new);
        BY_NAME.put("calibrate", CalibrateCommand::new);
        BY_NAME.put("pack", PackCommand::new);
        BY_NAME.put("explain", ExplainCommand::new);
        BY_NAME.put("show", ShowCommand::new);
        BY_NAME.put("networks", NetworksCommand::new);
        BY_NAME.put("mean-faces", MeanFacesCommand::new);
        BY_NAME.put("masks", MasksCommand::new);
        BY_NAME.put("bench", BenchCommand::new);
    }

    private Commands() {}
}
