package io.bellwether.influx;

import java.util.Map;

/**
 * What was asked for of one point of a store.
 *
 * @param time epoch ms
 * @param tags without those that the point does not have
 * @param values by field: Long, Double or String; without those that the point does not have. A whole number may come as Long
 *     from one source and as Double from another
 */
public record Row(long time, Map<String, String> tags, Map<String, Object> values) {

    /** The value of a tag; empty where there is none. */
    public String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** NaN where there is none, or it is a text. */
    public double number(String field) {
        return values.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** 0 where there is none: of what is counted, a point without it has nothing of it. */
    public double count(String field) {
        double number = number(field);
        return Double.isNaN(number) ? 0 : number;
    }

    /** Empty where there is none. */
    public String text(String field) {
        return values.get(field) instanceof String text ? text : "";
    }
}
