package io.bellwether.job;

import java.util.Optional;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;

/** What a job that starts again by itself would otherwise keep to its log: when all of it runs, and each time that it fails. */
final class JobWatch {

    private long lastFailure = Long.MIN_VALUE;
    private String lastWords = "";
    private int times;

    /** Whether all parts have read their state and run. */
    static boolean isUp(AccessExecutionGraph graph) {
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            ExecutionState state = vertex.getExecutionState();
            if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
                return false;
            }
        }
        return true;
    }

    /** The failure of a look at the job, unless an earlier look had it. */
    Optional<Throwable> newFailure(AccessExecutionGraph graph) {
        ErrorInfo failure = graph.getFailureInfo();
        if (failure == null || failure.getTimestamp() <= lastFailure) {
            return Optional.empty();
        }
        lastFailure = failure.getTimestamp();
        return Optional.of(failure.getException().deserializeError(JobWatch.class.getClassLoader()));
    }

    /** Whether a person should hear of a failure: the first of a row of equal ones, the second, the fourth, the eighth, … */
    boolean isNews(String words) {
        times = words.equals(lastWords) ? times + 1 : 1;
        lastWords = words;
        return Integer.bitCount(times) == 1;
    }

    /** How often the last failure has come in a row. */
    int times() {
        return times;
    }
}
