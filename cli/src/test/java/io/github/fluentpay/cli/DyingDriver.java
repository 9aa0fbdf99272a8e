package io.github.fluentpay.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.sqlite.JDBC;

/** SQLite for the whole process, until it is closed; one thread's first commit ends in an Error there. */
final class DyingDriver implements Driver, AutoCloseable {

    private final String thread;
    private final Driver real = new JDBC();
    private final List<Driver> others;
    private final AtomicInteger deaths = new AtomicInteger();

    private DyingDriver(String thread, List<Driver> others) {
        this.thread = thread;
        this.others = others;
    }

    static DyingDriver ofThread(String name) throws SQLException {
        List<Driver> others = DriverManager.drivers().toList();
        DyingDriver driver = new DyingDriver(name, others);
        for (Driver other : others) {
            DriverManager.deregisterDriver(other);
        }
        DriverManager.registerDriver(driver);
        return driver;
    }

    int deaths() {
        return deaths.get();
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = real.connect(url, info);
        return connection == null
                ? null
                : (Connection) Proxy.newProxyInstance(
                        DyingDriver.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("commit")
                                    && Thread.currentThread().getName().equals(thread)) {
                                deaths.incrementAndGet();
                                throw new OutOfMemoryError("no memory left");
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return real.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return real.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return real.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
        for (Driver other : others) {
            DriverManager.registerDriver(other);
        }
    }
}
