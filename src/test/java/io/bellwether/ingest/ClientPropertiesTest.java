package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9092",
                "a:1,b:2",
                " kafka_1.internal:9092 , kafka-2:9092,",
                "[::1]:9092",
                "PLAINTEXT://10.0.0.7:65535"
            })
    void takesListsOfBrokers(String servers) {
        assertThat(ClientProperties.servers(servers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "a:9092;b:9092",
                "a:9092 b:9092",
                "a:9092, b",
                "a:",
                ":9092",
                "a:65536",
                "a:99999999999",
                ","
            })
    void refusesWhatNoClientCanAsk(String servers) {
        assertThat(ClientProperties.servers(servers))
                .isEqualTo("must be host:port, several with commas between them, not " + servers);
    }
}
