package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bellwether.event.EventTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Forms that a value may be brought into, by the names that mappings use. */
enum Conversion {
    /** As text. */
    TEXT("text"),
    LOWER("lower"),
    UPPER("upper"),
    /** HTML without its tags, for texts of messages. */
    PLAIN("plain"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    /** RFC 3339 with an offset. */
    ISO("iso"),
    /** Seconds since 1970, also with a fraction. */
    EPOCH_S("epoch_s"),
    /** Milliseconds since 1970. */
    EPOCH_MS("epoch_ms"),
    /** A date and time without an offset, in the zone of the source; with one it is taken. */
    LOCAL("local"),
    /** As mail has it: {@code Mon, 02 Mar 2026 08:00:00 +0000}. */
    RFC_1123("rfc_1123"),
    /** A text with commas, as a list. */
    LIST("list");

    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "on");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "off");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}>");
    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE / 1000);
    private static final int LONGEST_NUMBER = 40;

    final String word;

    Conversion(String word) {
        this.word = word;
    }

    /** The form; null where the value cannot have it. */
    JsonNode of(JsonNode value, ZoneId zone) {
        if (this == LIST && value.isArray()) {
            return value;
        }
        String text = JsonTexts.of(value);
        if (text == null) {
            return null;
        }
        return switch (this) {
            case TEXT -> TextNode.valueOf(text);
            case LOWER -> TextNode.valueOf(text.toLowerCase(Locale.ROOT));
            case UPPER -> TextNode.valueOf(text.toUpperCase(Locale.ROOT));
            case PLAIN -> plain(text);
            case NUMBER -> number(text);
            case BOOLEAN -> flag(text);
            case ISO -> time(EventTime.parse(text.strip()));
            case EPOCH_S -> seconds(text);
            case EPOCH_MS -> text.contains(".") ? null : time(EventTime.parse(text));
            case LOCAL -> local(text.strip(), zone);
            case RFC_1123 -> mail(text.strip());
            case LIST -> list(text);
        };
    }

    private static JsonNode plain(String text) {
        String plain = TAG.matcher(text)
                .replaceAll(" ")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
        return plain.isEmpty() ? null : TextNode.valueOf(plain);
    }

    private static BigDecimal decimal(String text) {
        String digits = text.strip();
        if (digits.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > LONGEST_NUMBER ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static JsonNode number(String text) {
        BigDecimal number = decimal(text);
        return number == null ? null : DecimalNode.valueOf(number);
    }

    private static JsonNode flag(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? BooleanNode.TRUE : NO.contains(word) ? BooleanNode.FALSE : null;
    }

    private static JsonNode seconds(String text) {
        BigDecimal seconds = decimal(text);
        if (seconds == null || seconds.signum() < 0 || seconds.compareTo(LARGEST) > 0) {
            return null;
        }
        return LongNode.valueOf(
                seconds.multiply(SECOND).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static JsonNode time(long millis) {
        return millis == EventTime.INVALID ? null : LongNode.valueOf(millis);
    }

    private static JsonNode local(String text, ZoneId zone) {
        long known = EventTime.parse(text);
        if (known != EventTime.INVALID && text.length() > LONGEST_EPOCH) {
            return LongNode.valueOf(known);
        }
        try {
            return LongNode.valueOf(LocalDateTime.parse(text.replace('/', '-').replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static final int LONGEST_EPOCH = 15;

    private static JsonNode mail(String text) {
        try {
            return LongNode.valueOf(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static JsonNode list(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(list::add);
        return list.isEmpty() ? null : list;
    }
}
