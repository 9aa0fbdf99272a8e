package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The client as a script in Groovy sees it. */
class GroovyCallerTest {

    @Test
    void indexAndPropertyAreChains() throws Exception {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build();
                Reader script = new InputStreamReader(
                        Objects.requireNonNull(GroovyCallerTest.class.getResourceAsStream("return-coupon.groovy")),
                        StandardCharsets.UTF_8)) {
            Binding binding = new Binding();
            binding.setVariable("pay", pay);

            List<?> answers = (List<?>) new GroovyShell(binding).evaluate(script, "return-coupon.groovy");

            assertThat(answers).hasSize(4);
            assertThat(answers.get(0)).asString().matches(ExampleCoupon.BEIJING_TIME);
            assertThat(answers.get(1)).isEqualTo(answers.get(0));
            assertThat(answers.get(2)).isEqualTo(2);
            assertThat(answers.get(3)).isEqualTo(answers.get(0));
        }
    }
}
