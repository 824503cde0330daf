@echo off
rem Sets JAVA_HOME to a JDK 25 or newer: JAVA_HOME, then PATH, then where installers put theirs. Called by mvnw.cmd and mien.cmd.
call :fits "%JAVA_HOME%" && exit /b 0
for /f "delims=" %%J in ('where javac 2^>nul') do call :fits "%%~dpJ.." && exit /b 0
for %%F in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
  for /d %%J in ("%%~F\*") do call :fits "%%~J" && exit /b 0
)
echo mien: no JDK 25 found (looked at JAVA_HOME, PATH and the usual folders); install one, for example Temurin 25 from https://adoptium.net, and set JAVA_HOME to it 1>&2
exit /b 1

:fits
if "%~1"=="" exit /b 1
if not exist "%~1\bin\javac.exe" exit /b 1
findstr /r /c:"^JAVA_VERSION=\"2[5-9]" /c:"^JAVA_VERSION=\"[3-9][0-9]" "%~1\release" >nul 2>&1 || exit /b 1
set "JAVA_HOME=%~1"
exit /b 0
