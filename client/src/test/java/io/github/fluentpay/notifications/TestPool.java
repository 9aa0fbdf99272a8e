package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import javax.sql.DataSource;

/**
 * As many connections as are used at once, kept open. One that comes back has to be as it went, with autocommit on or
 * off.
 */
final class TestPool implements AutoCloseable {

    private final String url;
    private final boolean autoCommit;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();

    TestPool(String url, boolean autoCommit) {
        this.url = url;
        this.autoCommit = autoCommit;
    }

    DataSource dataSource() {
        return dataSource(this::borrow);
    }

    /** One that only has connections. */
    static DataSource dataSource(Source source) {
        return (DataSource) Proxy.newProxyInstance(
                TestPool.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getConnection");
                    return source.connection();
                });
    }

    /** A new connection. */
    Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private Connection borrow() throws SQLException {
        Connection idleOne = idle.pollFirst();
        Connection connection = idleOne == null ? open() : idleOne;
        return (Connection) Proxy.newProxyInstance(
                TestPool.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            giveBack(connection);
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            idle.addFirst(connection);
        }
    }

    /** Every connection has been given back, and is closed. */
    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }

    /** Where connections come from. */
    interface Source {

        Connection connection() throws SQLException;
    }
}
