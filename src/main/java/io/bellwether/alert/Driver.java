package io.bellwether.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.rule.SeriesRule;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of what an alert is about that does most to it: a value of a dimension, or a topic of messages that rose.
 *
 * @param dimension its name; {@code topic} for what customers write about
 * @param value the dimension's value
 * @param share of what lies on the bad side, 0 to 1; of a topic its share of what customers write about; NaN where nobody has a
 *     share, as of an age: then it is the one who has it
 * @param usualShare what share it has of all that is counted, or had in the day before; NaN where that is not known
 * @param measured the rule's metric of that part alone, in the metric's unit; of a topic the messages; NaN for none
 */
public record Driver(String dimension, String value, double share, double usualShare, double measured) {

    /** Writes a list as an array of objects; what is not known is left out. */
    static void write(List<Driver> drivers, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Driver driver : drivers) {
            json.writeStartObject();
            json.writeStringField("dimension", driver.dimension);
            json.writeStringField("value", driver.value);
            number(json, "share", driver.share);
            number(json, "usual_share", driver.usualShare);
            number(json, "measured", driver.measured);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        }
    }

    /** Whether it is what customers write about, and no dimension. */
    public boolean isTopic() {
        return dimension.equals(SeriesRule.TOPIC);
    }

    /** A list in one line: {@code tier=vip 62 %, topic=refund 31 %}. */
    public static String inWords(List<Driver> drivers) {
        return drivers.stream().map(Driver::inWords).collect(Collectors.joining(", "));
    }

    /** {@code tier=vip 62 %}. */
    public String inWords() {
        return dimension + '=' + value + (Double.isNaN(share) ? "" : " " + percent(share));
    }

    /** A share in whole percent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", Math.round(share * 100));
    }
}
