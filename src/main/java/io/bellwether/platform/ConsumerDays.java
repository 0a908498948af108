package io.bellwether.platform;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What one consumer's rounds of the last days came to: a day with a round that had no reply in time is one without. Mutable. */
final class ConsumerDays {

    /** By local day: rounds, and those that had a reply in time. */
    private final TreeMap<Long, long[]> days = new TreeMap<>();

    /** Takes what a round adds, and says what that does to the consumer's day; null where nothing. */
    Outcome take(Outcome round) {
        long[] day = days.computeIfAbsent(round.day(), of -> new long[2]);
        long units = units(day);
        long good = good(day);
        day[0] += round.denominator();
        day[1] += round.numerator() / Indicator.ONE;
        long numerator = (good(day) - good) * Indicator.ONE;
        long denominator = units(day) - units;
        if (numerator == 0 && denominator == 0) {
            return null;
        }
        return new Outcome(
                round.platform(),
                round.indicator(),
                round.shop(),
                "",
                round.day(),
                round.time(),
                numerator,
                denominator,
                numerator,
                0);
    }

    private static long units(long[] day) {
        return day[0] > 0 ? 1 : 0;
    }

    private static long good(long[] day) {
        return day[0] > 0 && day[0] == day[1] ? 1 : 0;
    }

    /** The first day that is kept; null for none. */
    Long first() {
        return days.isEmpty() ? null : days.firstKey();
    }

    /** Lets go of a day that nothing late can change any more. */
    void forget(long day) {
        days.remove(day);
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(days.size(), out);
        for (Map.Entry<Long, long[]> day : days.entrySet()) {
            Varint.writeSigned(day.getKey(), out);
            Varint.writeSigned(day.getValue()[0], out);
            Varint.writeSigned(day.getValue()[1], out);
        }
    }

    static ConsumerDays read(DataInput in) throws IOException {
        ConsumerDays read = new ConsumerDays();
        for (int i = Texts.readCount(in); i > 0; i--) {
            read.days.put(Varint.readSigned(in), new long[] {Varint.readSigned(in), Varint.readSigned(in)});
        }
        return read;
    }
}
