#!/bin/sh

JAVA_OPTS="-Xms256m -Xmx2048m -XX:MaxPermSize=256m"
export DB_PASSWORD=canary-new
exec java $JAVA_OPTS
echo done
