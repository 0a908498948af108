package io.bellwether.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private static final Map<String, String> VARIABLES = Map.of("A", "one", "B_2", "$A ${A}", "EMPTY", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${A}              | one
            x${A}y${A}        | xoneyone
            ${B_2}            | $A ${A}
            ${NO:-two}        | two
            ${EMPTY:-two}     | two
            ${NO:-}x          | x
            ${NO:-a-b:c}      | a-b:c
            ${NO:-$$5}        | $5
            $$A $${A} $$      | $A ${A} $
            5$ $1 a$, $       | 5$ $1 a$, $
            page$             | page$
            """)
    void replaces(String text, String resolved) {
        assertThat(Placeholders.resolve(text, VARIABLES::get)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${A-B}",
                "${ A }",
                "${A }",
                "${}",
                "${1A}",
                "${A",
                "$A",
                "a$b",
                "$_",
                "$(A)",
                "${A:?x}",
                "${A-x}",
                "${NO:-${A}}",
                "${NO:-$A}",
                "${a.b}",
                "${\u00e4}"
            })
    void whatLooksLikeAVariableAndIsNoneIsAMistake(String text) {
        assertThatThrownBy(() -> Placeholders.resolve(text, VARIABLES::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write ${NAME}, or ${NAME:-text} with a default, and $$ for the sign itself");
        assertThatThrownBy(() -> Placeholders.missing(text, VARIABLES::get))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Placeholders.literal(text)).hasMessageContaining("no variable is replaced here");
    }

    @Test
    void whatIsNotSetIsNamed() {
        assertThat(Placeholders.missing("${A}${C}${EMPTY}${C}${D:-}", VARIABLES::get))
                .containsExactly("C", "EMPTY");
        assertThatThrownBy(() -> Placeholders.resolve("${C}", VARIABLES::get))
                .hasMessage("the environment variable C is not set; set it or write ${C:-default}");
    }

    @Test
    void aLiteralTextHasNoVariable() {
        assertThat(Placeholders.literal("a$$b $5 $${x} c$")).isEqualTo("a$b $5 ${x} c$");
        assertThatThrownBy(() -> Placeholders.literal("${A:-x}")).hasMessageContaining("no variable is replaced here");
    }
}
