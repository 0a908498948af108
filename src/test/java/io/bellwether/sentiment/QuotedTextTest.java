package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Still broken.~> Have you tried again?~> Regards | Still broken.",
                "No luck~-----Original Message-----~From: shop~We are very sorry | No luck",
                "Thanks!~On Mon, 3 Nov 2025 at 10:00, Shop wrote:~> how was it | Thanks!",
                "还是不行~------------------ 原始邮件 ------------------~非常抱歉 | 还是不行",
                "「小王：很抱歉给您带来不便」~- - - - -~别再道歉了 | 别再道歉了",
                "回复@小店客服:根本没修好 | 根本没修好",
                "It works~Sent from my iPhone | It works",
                "好的~发自我的手机 | 好的",
                "[自动回复] 您好，很高兴为您服务 | ''",
                "Merci~Le lundi 3 novembre, Service a écrit :~désolé | Merci",
                "Price > value | Price > value",
                "-20 degrees in the room | -20 degrees in the room",
            })
    void keepsWhatTheWriterWrote(String raw, String own) {
        assertThat(QuotedText.strip(raw.replace('~', '\n')).strip()).isEqualTo(own);
    }
}
