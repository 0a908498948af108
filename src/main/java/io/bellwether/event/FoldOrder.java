package io.bellwether.event;

import java.util.Comparator;

/**
 * The order in which events are folded: time; of those that were put at that time, or not, the time at which they happened;
 * then the source's own {@code seq}; then the rank of the type (create, enter,
 * assign, message, status, close); then the id, its parts that are digits as numbers, so that 9 comes before 10; then the
 * source. A total order, equal only where all six are.
 *
 * <p>A source that numbers its events knows their order, so {@code seq} comes before what the types suggest. What has a
 * number comes before what has none of the same time, whichever source it is from: were numbers asked only within one
 * source and types between two, three events could each come before the next in a circle.
 */
final class FoldOrder implements Comparator<ServiceEvent> {

    @Override
    public int compare(ServiceEvent one, ServiceEvent other) {
        int order = Long.compare(one.time(), other.time());
        if (order == 0) {
            order = Long.compare(one.happenedAt(), other.happenedAt());
        }
        if (order == 0) {
            order = Long.compareUnsigned(number(one), number(other));
        }
        if (order == 0) {
            order = one.type().compareTo(other.type());
        }
        if (order == 0) {
            order = compareIds(one.id(), other.id());
        }
        return order != 0 ? order : one.source().compareTo(other.source());
    }

    /** To be compared without a sign: above all numbers where there is none. */
    private static long number(ServiceEvent event) {
        return event.seq() == null ? -1 : event.seq();
    }

    /** Runs of digits by their value, everything else by character; where nothing else differs, leading zeros decide. */
    static int compareIds(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
                int iEnd = endOfDigits(one, i);
                int jEnd = endOfDigits(other, j);
                int order = compareNumbers(one, i, iEnd, other, j, jEnd);
                if (order != 0) {
                    return order;
                }
                i = iEnd;
                j = jEnd;
            } else if (one.charAt(i) != other.charAt(j)) {
                return Character.compare(one.charAt(i), other.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int order = Integer.compare(one.length() - i, other.length() - j);
        return order != 0 ? order : one.compareTo(other);
    }

    private static int compareNumbers(String one, int i, int iEnd, String other, int j, int jEnd) {
        int from = withoutZeros(one, i, iEnd);
        int otherFrom = withoutZeros(other, j, jEnd);
        int order = Integer.compare(iEnd - from, jEnd - otherFrom);
        for (int k = 0; order == 0 && k < iEnd - from; k++) {
            order = Character.compare(one.charAt(from + k), other.charAt(otherFrom + k));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
