package mien.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import mien.error.MienException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What a person reads when a command fails: one sentence on standard error; the stack trace only when asked for.
record Errors(BooleanSupplier debug) implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var line = e.getCommandLine();
        line.getErr().println("mien: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("Try `" + line.getCommandSpec().qualifiedName() + " --help`.");
        trace(line, e);
        return WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        return report(line, e);
    }

    int report(CommandLine line, Throwable e) {
        if (e instanceof StandardOutput.Closed) {
            return 0;
        }
        line.getErr().println("mien: " + sentence(e));
        trace(line, e);
        return FAILED;
    }

    private void trace(CommandLine line, Throwable e) {
        if (debug.getAsBoolean()) {
            e.printStackTrace(line.getErr());
        }
    }

    private String sentence(Throwable e) {
        return switch (e) {
            case MienException known -> String.valueOf(known.getMessage());
            case UncheckedIOException io when io.getCause() != null -> sentence(io.getCause());
            case FileSystemException file -> file.getFile() + ": " + reason(file);
            case IOException io -> "reading or writing failed: " + io.getMessage();
            case OutOfMemoryError _ ->
                "out of memory with " + Runtime.getRuntime().maxMemory() / 1_000_000
                        + " MB of Java heap; allow more with MIEN_JAVA_OPTS=-Xmx8g";
            case UnsatisfiedLinkError link ->
                "a native library cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + link.getMessage();
            default ->
                "this is a bug in Mien: " + e
                        + (debug.getAsBoolean() ? "" : "; please report it with the stack trace that --debug shows");
        };
    }

    private static String reason(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "exists already";
            default -> String.valueOf(e.getReason());
        };
    }
}
