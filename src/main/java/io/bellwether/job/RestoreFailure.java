package io.bellwether.job;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/**
 * Tells whether a job failed because it could not read the state that it was to go on from, whatever the reason: bytes that
 * changed, files that are gone, a serializer that does not know them, no memory for them. Flink has no exception for it and
 * tries again for ever. What all of these have in common is where they happen.
 */
final class RestoreFailure {

    /** Where all state passes when it is read; nothing else does. */
    private static final Set<String> METHODS = Set.of(
            "initializeState",
            "resetToCheckpoint",
            "restoreSavepoint",
            "restoreInitialCheckpointIfPresent",
            "restoreLatestCheckpointedStateToSubtasks",
            "restoreLatestCheckpointedStateToAll",
            "loadAndValidateCheckpoint");

    /** What is kept as bytes and read later: splits when a source opens, what a sink holds when its writer is made. */
    private static final String LATER = "org.apache.flink.streaming.api.operators.util.SimpleVersionedListState";

    /** Writers are made while state is read, but what fails there beside their bytes is a server's name or a setting. */
    private static final Set<String> NOT_STATE = Set.of("createWriter", "restoreWriter");

    private static final Pattern NO_CLASS = Pattern.compile("^java\\.lang\\.ClassNotFoundException: (.+)$");

    private RestoreFailure() {}

    /**
     * Why the state could not be read; empty where the job failed for another reason.
     *
     * @param error of a job that has a state to go on from
     */
    static Optional<String> of(Throwable error) {
        boolean restoring = frames(error).anyMatch(frame -> METHODS.contains(frame.getMethodName()))
                && frames(error).noneMatch(frame -> NOT_STATE.contains(frame.getMethodName()));
        boolean bytes = frames(error).anyMatch(frame -> frame.getClassName().startsWith(LATER));
        return restoring || bytes ? Optional.of(reason(error)) : Optional.empty();
    }

    private static Stream<StackTraceElement> frames(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .flatMap(each -> Stream.of(each.getStackTrace()));
    }

    /** The name says more than the message here: an EOFException has none, an OutOfMemoryError's is "Java heap space". */
    private static String reason(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String words = innermost instanceof SerializedThrowable ? innermost.getMessage() : innermost.toString();
        String reason = words.lines().findFirst().orElse("").replaceFirst("\\.$", "");
        return NO_CLASS.matcher(reason)
                .replaceFirst("another version of Bellwether wrote it: this one has no class $1");
    }
}
