package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

    @ParameterizedTest
    @CsvSource(
            value = {"NULL,3600000", "vip,7200000", "plain,10800000"},
            nullValues = "NULL")
    void noneIsTheTargetOfAnAbsentValue(String tier, long millis) throws PolicyException {
        PolicyBook book = PolicyBook.parse(
                "p.yaml", "policies: [{name: p, targets: {refund: {tier: {none: 1h, vip: 2h, '*': 3h}}}}]");
        CaseFacts facts = (CaseFacts) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CaseFacts.class},
                (proxy, method, arguments) -> method.getName().equals("dimension") ? tier : null);

        Target target = book.policies().get(0).target(ClockKind.REFUND, new Subject().is(facts, false));
        assertThat(target.millis()).isEqualTo(millis);
    }
}
