package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of expressions that are more than a path. */
final class Computed {

    /** What a pattern is tried on: none takes long on so little. */
    private static final int LONGEST_MATCHED = 256;

    private Computed() {}

    /** Always the same. */
    record Constant(JsonNode node) implements Expression {
        static Constant of(String text) {
            return new Constant(TextNode.valueOf(text));
        }

        @Override
        public JsonNode value(PayloadScope scope) {
            return node;
        }
    }

    /** Where a value lies outside the payload. */
    record Named(From from, String name) implements Expression {
        /** The places. */
        enum From {
            HEADER,
            QUERY,
            SETTING,
            WAS
        }

        @Override
        public JsonNode value(PayloadScope scope) {
            if (from == From.WAS) {
                JsonNode before = scope.was() == null ? null : scope.was().get(name);
                return before == null || before.isNull() ? null : before;
            }
            String text =
                    switch (from) {
                        case HEADER -> scope.delivery().header(name);
                        case QUERY -> scope.delivery().query().get(name);
                        default -> scope.options().values().get(name);
                    };
            return text == null || text.isEmpty() ? null : TextNode.valueOf(text);
        }
    }

    /** Texts one behind the other; nothing where any of them is absent. */
    record Joined(List<Expression> parts) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            StringBuilder text = new StringBuilder();
            for (Expression part : parts) {
                String piece = part.text(scope);
                if (piece == null) {
                    return null;
                }
                text.append(piece);
            }
            return TextNode.valueOf(text.toString());
        }
    }

    /** The first that is there. */
    record First(List<Expression> of) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            for (Expression one : of) {
                JsonNode value = one.value(scope);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    /** One of the branches of a choice. */
    record Branch(Guard when, Expression then) {}

    /** The first whose condition holds. */
    record Choice(List<Branch> branches) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            for (Branch branch : branches) {
                if (branch.when().holds(scope)) {
                    return branch.then().value(scope);
                }
            }
            return null;
        }
    }

    /**
     * Something of a list's items, each of which is {@code $} in turn.
     *
     * @param all whether of all of them, as a list; else of the first that has it
     */
    record OfItems(Expression list, Guard where, Expression what, boolean all) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            JsonNode items = list.value(scope);
            if (items == null || !items.isContainerNode()) {
                return null;
            }
            ArrayNode found = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : items) {
                PayloadScope inner = scope.inner(item);
                JsonNode value = where.holds(inner) ? what.value(inner) : null;
                if (value != null && !all) {
                    return value;
                }
                if (value != null) {
                    found.add(value);
                }
            }
            return found.isEmpty() ? null : found;
        }
    }

    /** The part of a text that a pattern's first group matches, or all that the pattern does; nothing where it does not. */
    record Matched(Expression of, Pattern pattern) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            String text = of.text(scope);
            if (text == null || text.length() > LONGEST_MATCHED) {
                return null;
            }
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return null;
            }
            String found = matcher.group(matcher.groupCount() > 0 ? 1 : 0);
            return found == null || found.isEmpty() ? null : TextNode.valueOf(found);
        }
    }

    /**
     * What a table says of a value, without regard to capitals. What the people of the source say of it goes before what the
     * mapping says. A value that neither has is told as a stranger, unless there is something else for it.
     */
    record Looked(Expression of, String table, Map<String, String> entries, boolean silent) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            String text = of.text(scope);
            if (text == null) {
                return null;
            }
            String key = text.toLowerCase(Locale.ROOT);
            String found =
                    scope.options().tables().getOrDefault(table, Map.of()).get(key);
            found = found == null ? entries.get(key) : found;
            if (found == null && !silent) {
                scope.stranger(table, text);
            }
            return found == null || found.isEmpty() ? null : TextNode.valueOf(found);
        }
    }

    /** What another expression says, but of authors that the source's people have named: what those are. */
    record Author(Expression id, Expression otherwise) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            String author = id.text(scope);
            if (author != null && scope.options().bots().contains(author)) {
                return TextNode.valueOf("BOT");
            }
            if (author != null && scope.options().lightAgents().contains(author)) {
                return TextNode.valueOf("LIGHT_AGENT");
            }
            return otherwise.value(scope);
        }
    }

    /** Another form of a value. */
    record Converted(Expression of, Conversion form) implements Expression {
        @Override
        public JsonNode value(PayloadScope scope) {
            JsonNode value = of.value(scope);
            return value == null ? null : form.of(value, scope.options().zone());
        }
    }
}
