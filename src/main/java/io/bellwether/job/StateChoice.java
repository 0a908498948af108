package io.bellwether.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the states that are kept a start goes on from: the newest that nothing is known against.
 *
 * @param whole from the newest to the oldest; the first is the choice
 * @param bad what is passed over, each with the reason
 */
record StateChoice(List<Kept> whole, List<Bad> bad) {

    /** A state that could be read. */
    record Kept(Path folder, long completed, SavedState state) {}

    /**
     * A state that no start can go on from.
     *
     * @param why in words
     */
    record Bad(Path folder, String why) {

        /** Its place among the checkpoints of a job; none where its name does not tell. */
        Optional<Long> id() {
            String name = folder.getFileName().toString();
            return name.matches("chk-\\d{1,18}")
                    ? Optional.of(Long.parseLong(name.substring("chk-".length())))
                    : Optional.empty();
        }
    }

    /** Says what is known against a state. */
    @FunctionalInterface
    interface Judge<E extends Exception> {
        Optional<String> problem(Kept kept) throws E;
    }

    /**
     * Chooses.
     *
     * @param readable in any order
     * @param unreadable what need not be judged any more
     * @param judge asked from the newest on until it knows nothing against one: looking is dear
     */
    static <E extends Exception> StateChoice of(List<Kept> readable, List<Bad> unreadable, Judge<E> judge) throws E {
        List<Kept> whole = new ArrayList<>(readable);
        whole.sort(Comparator.comparingLong((Kept kept) -> kept.state().checkpointId())
                .thenComparingLong(Kept::completed)
                .reversed());
        List<Bad> bad = new ArrayList<>(unreadable);
        while (!whole.isEmpty()) {
            Optional<String> problem = judge.problem(whole.get(0));
            if (problem.isEmpty()) {
                break;
            }
            bad.add(new Bad(whole.remove(0).folder(), problem.get()));
        }
        return new StateChoice(whole, bad);
    }

    /** None can be gone on from, but there are some: to begin without is for a person to decide. */
    boolean isLost() {
        return whole.isEmpty() && !bad.isEmpty();
    }

    /** Whether a bad state would not be kept any more if it were whole. */
    boolean isOutlived(Bad state, int kept) {
        return whole.size() >= kept
                && state.id().isPresent()
                && state.id().get() < whole.get(kept - 1).state().checkpointId();
    }
}
