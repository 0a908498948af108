package io.bellwether.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import io.bellwether.notify.RoutingException;
import io.bellwether.rule.RuleFileException;
import io.bellwether.sentiment.TopicException;
import io.bellwether.sentiment.onnx.ClassifierException;
import io.bellwether.settings.SettingsException;
import io.bellwether.sla.PolicyException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.util.concurrent.ExecutionException;

/** What a command tells of a failure: the one place that turns exceptions into words for the person at the keyboard. */
public final class Problems {

    /**
     * @param message what was wrong, with what, and what to do; never a class name or a stack trace
     * @param exitCode 2 where the command line or a file that it names has to be changed, else 1
     */
    public record Told(String message, int exitCode) {}

    private Problems() {}

    /** @param command the name under which the user knows it, for what nobody foresaw */
    public static Told tell(String command, Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (isForTheUser(e)) {
                return new Told(e.getMessage(), 2);
            }
        }
        FileProblem file = FileProblem.within(error);
        if (file != null) {
            return new Told(file.getMessage(), 2);
        }
        return new Told(command + " failed: " + words(error) + "\nThe whole story is in " + Logs.file() + ".", 1);
    }

    /** The same for programs: {@code {"ok": false, "error": …}}. */
    public static String json(Told told) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", false)
                .put("error", told.message())
                .toString();
    }

    /** Exceptions whose messages are written for the person who runs the command. */
    private static boolean isForTheUser(Throwable e) {
        return e instanceof Unusable
                || e instanceof SettingsException
                || e instanceof PolicyException
                || e instanceof RuleFileException
                || e instanceof RoutingException
                || e instanceof TopicException
                || e instanceof ClassifierException;
    }

    /** The messages from the outermost to the innermost that add something; the outer ones alone know what was being done. */
    static String words(Throwable error) {
        StringBuilder words = new StringBuilder();
        String last = "";
        for (Throwable e = error; e != null; e = e.getCause()) {
            String own = ownWords(e);
            if (own != null && !own.isBlank() && !last.contains(own)) {
                words.append(words.length() == 0 ? "" : ": ").append(own);
                last = own;
            }
        }
        return words.length() == 0 ? "without a reason given" : words.toString();
    }

    /** What an exception itself says; null where it only wraps another, whose name and message Java then makes its own. */
    private static String ownWords(Throwable e) {
        if (e instanceof UnknownHostException) {
            return "no host has the name " + e.getMessage() + "; check it and the network";
        }
        if (e instanceof BindException) {
            return "the address or port is in use; stop who has it, or choose another";
        }
        if (e instanceof ConnectException) {
            return "nobody answers at that address; is it right, and does the server run?";
        }
        if (e instanceof InvalidPathException path) {
            return path.getInput() + ": cannot be a file name under this locale; set LC_ALL=C.UTF-8";
        }
        boolean wrapped = e.getCause() != null
                && (e instanceof ExecutionException
                        || e instanceof UncheckedIOException
                        || e.getMessage() == null
                        || e.getMessage().startsWith(e.getCause().getClass().getName()));
        if (wrapped) {
            return null;
        }
        if (e.getMessage() == null) {
            return "an error without a message";
        }
        return e.getMessage().lines().findFirst().orElse(null);
    }
}
