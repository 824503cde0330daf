@echo off
rem Runs Maven on a JDK 25: the Maven on PATH, else the one named in .mvn\wrapper\maven-wrapper.properties, fetched once,
rem checked by its SHA-512 and kept in %USERPROFILE%\.m2\wrapper. MVNW_REPOURL: a Maven repository to fetch it from instead.
setlocal
set "root=%~dp0"
call "%root%.mvn\find-jdk.cmd" || exit /b 1
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
for %%P in (api code file main parser tree util) do call set "MAVEN_OPTS=%%MAVEN_OPTS%% --add-exports=jdk.compiler/com.sun.tools.javac.%%P=ALL-UNNAMED"
set "commit="
for /f %%C in ('git -C "%root%." rev-parse --short HEAD 2^>nul') do set "commit=%%C"

set "maven=mvn"
where mvn >nul 2>&1 && goto run
for /f "tokens=1,* delims==" %%A in ('findstr /b distribution "%root%.mvn\wrapper\maven-wrapper.properties"') do set "%%A=%%B"
set "home=%USERPROFILE%\.m2\wrapper\dists\mien-%distributionSha512Sum:~0,12%"
set "maven=%home%\bin\mvn.cmd"
if exist "%maven%" goto run
for %%U in ("%distributionUrl%") do set "file=%%~nxU"
set "version=%file:apache-maven-=%"
set "version=%version:-bin.tar.gz=%"
if defined MVNW_REPOURL set "distributionUrl=%MVNW_REPOURL%/org/apache/maven/apache-maven/%version%/%file%"
echo mvnw: fetching Maven from %distributionUrl% 1>&2
mkdir "%home%.part" 2>nul
curl -fsSL --connect-timeout 20 -o "%home%.part\%file%" "%distributionUrl%" || goto unreachable
certutil -hashfile "%home%.part\%file%" SHA512 | findstr /i /x "%distributionSha512Sum%" >nul || goto damaged
tar -xzf "%home%.part\%file%" -C "%home%.part" --strip-components=1 || goto unreachable
del "%home%.part\%file%"
move "%home%.part" "%home%" >nul

:run
call "%maven%" -f "%root%pom.xml" "-Dmien.commit=%commit%" %*
exit /b %ERRORLEVEL%

:unreachable
echo mvnw: could not fetch %distributionUrl%; install Maven 3.8 or newer, or set MVNW_REPOURL to a Maven repository that can be reached 1>&2
exit /b 1

:damaged
del "%home%.part\%file%"
echo mvnw: %distributionUrl% has not the SHA-512 in .mvn\wrapper\maven-wrapper.properties; nothing was kept 1>&2
exit /b 1
