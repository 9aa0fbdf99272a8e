package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private static final Authorization GOOD =
            new Authorization("1900000001", "593BEC0C", "1554208460", "5157F09E", "c2lnbmF0dXJl+/==");

    private static final List<String> ITEMS = List.of(
            "mchid=\"1900000001\"",
            "nonce_str=\"593BEC0C\"",
            "timestamp=\"1554208460\"",
            "serial_no=\"5157F09E\"",
            "signature=\"c2lnbmF0dXJl+/==\"");

    @Test
    void writesOneLine() {
        assertThat(GOOD.toHeader()).isEqualTo("WECHATPAY2-SHA256-RSA2048 " + String.join(",", ITEMS));
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Authorization.parse(GOOD.toHeader())).isEqualTo(GOOD);
    }

    @Test
    void takesTheItemsInAnyOrder() {
        Seeded.check(60, random -> {
            List<String> items = new ArrayList<>(ITEMS);
            Collections.shuffle(items, new Random(random.nextLong()));

            assertThat(Authorization.parse("WECHATPAY2-SHA256-RSA2048 " + String.join(",", items)))
                    .isEqualTo(GOOD);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {", ", " ,", " , ", ",\t"})
    void takesWhiteSpaceAroundTheCommas(String comma) {
        assertThat(Authorization.parse("  WECHATPAY2-SHA256-RSA2048   " + String.join(comma, ITEMS) + " "))
                .isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer x",
                "wechatpay2-sha256-rsa2048 mchid=\"1\"",
                "WECHATPAY2-SM2-WITH-SM3 mchid=\"1\"",
                "WECHATPAY2-SHA256-RSA2048mchid=\"1\"",
                "mchid=\"1\""
            })
    void refusesAnotherScheme(String header) {
        assertRefused(header, "Authorization does not use the scheme WECHATPAY2-SHA256-RSA2048");
    }

    @ParameterizedTest
    @CsvSource({"0, mchid", "1, nonce_str", "2, timestamp", "3, serial_no", "4, signature"})
    void refusesAMissingItem(int index, String name) {
        List<String> items = new ArrayList<>(ITEMS);
        items.remove(index);

        assertRefused("WECHATPAY2-SHA256-RSA2048 " + String.join(",", items), "Authorization has no " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial_no=\"x\"",
                "signature=\"c2VjcmV0\"",
            })
    void refusesAnItemGivenTwice(String item) {
        assertRefused(
                GOOD.toHeader() + "," + item, "Authorization has " + item.substring(0, item.indexOf('=')) + " twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"appid=\"secret\"", "MCHID=\"secret\"", "secret", "", "=\"secret\""})
    void refusesAnUnknownItem(String item) {
        assertRefused(
                GOOD.toHeader() + "," + item,
                "Authorization has an item that is none of [mchid, nonce_str, timestamp, serial_no, signature]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "\"secret", "secret\"", "'secret'", "\"", ""})
    void refusesAValueWithoutQuotes(String value) {
        assertRefused(
                GOOD.toHeader().replace("\"593BEC0C\"", value),
                "Authorization has nonce_str without quotes around its value");
    }

    @Test
    void refusesAnEmptyValue() {
        assertRefused(GOOD.toHeader().replace("593BEC0C", ""), "Authorization has nonce_str without a value");
    }

    @Test
    void leavesTheSignatureOutOfItsText() {
        assertThat(GOOD).hasToString("Authorization[mchid=1900000001, serialNumber=5157F09E, timestamp=1554208460]");
    }

    @Test
    void answersGarbageWithARefusalThatDoesNotQuoteIt() {
        String alphabet = "=\",,  \t\nmchid=\"x\"";

        Seeded.check(2_000, random -> {
            StringBuilder header = new StringBuilder(GOOD.toHeader());
            for (int i = random.nextInt(4); i >= 0; i--) {
                char c = random.nextInt(5) == 0
                        ? (char) random.nextInt(0x10000)
                        : alphabet.charAt(random.nextInt(alphabet.length()));
                header.setCharAt(random.nextInt(header.length()), c);
            }
            try {
                Authorization.parse(header.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Authorization ")
                        .hasMessageNotContainingAny("593BEC", "155420", "5157F0", "c2lnbm");
            }
        });
    }

    private static void assertRefused(String header, String message) {
        assertThatThrownBy(() -> Authorization.parse(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
