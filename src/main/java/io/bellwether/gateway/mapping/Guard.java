package io.bellwether.gateway.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A condition of a mapping: what a payload must be like. */
interface Guard {

    /** Holds always. */
    Guard ALWAYS = new All(List.of());

    /** The first part of it that does not hold, in the words of the mapping; null where all holds. */
    String failing(PayloadScope scope);

    /** Whether it holds. */
    default boolean holds(PayloadScope scope) {
        return failing(scope) == null;
    }

    /** All of several. */
    record All(List<Guard> parts) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            for (Guard part : parts) {
                String failing = part.failing(scope);
                if (failing != null) {
                    return failing;
                }
            }
            return null;
        }
    }

    /** At least one of several. */
    record Any(List<Guard> parts) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            String first = null;
            for (Guard part : parts) {
                String failing = part.failing(scope);
                if (failing == null) {
                    return null;
                }
                first = first == null ? failing : first;
            }
            return first;
        }
    }

    /**
     * A value is one of some words, compared without regard to capitals; or, inverted, none of them. What is absent is none.
     *
     * @param written how the mapping says it
     */
    record OneOf(Expression of, Set<String> words, boolean inverted, String written) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            String text = of.text(scope);
            boolean listed = text != null && words.contains(text.toLowerCase(Locale.ROOT));
            return listed == inverted ? written : null;
        }
    }

    /** A value is there, or is not; a list and an object that are empty are not. */
    record Present(Expression of, boolean wanted, String written) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            var value = of.value(scope);
            boolean there = value != null && !(value.isContainerNode() && value.isEmpty());
            return there == wanted ? null : written;
        }
    }

    /** A payload says something in a place, be it null, or says nothing there. */
    record Told(PayloadPath of, boolean wanted, String written) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            return of.isTold(scope) == wanted ? null : written;
        }
    }

    /** Two values are the same text, or are not. */
    record Same(Expression one, Expression other, boolean wanted, String written) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            String text = one.text(scope);
            boolean same = text != null && text.equals(other.text(scope));
            return same == wanted ? null : written;
        }
    }

    /** One of some values is another than before, in a snapshot of a case that was known. */
    record Changed(List<String> names) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            boolean changed = scope.was() != null
                    && names.stream().anyMatch(name -> !text(scope, name)
                            .equals(String.valueOf(scope.was().get(name))));
            return changed ? null : "changed: " + names;
        }

        private static String text(PayloadScope scope, String name) {
            return String.valueOf(scope.document().get(name));
        }
    }

    /** Nothing was known of the case, or, inverted, something was. */
    record FirstSeen(boolean wanted) implements Guard {
        @Override
        public String failing(PayloadScope scope) {
            return (scope.was() == null) == wanted ? null : "first: " + wanted;
        }
    }
}
